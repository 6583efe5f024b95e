import { Manifest } from '../../manifest';
import { Basis, Rule, Severity } from '../../rule';
import { missingForPods } from './missing';

/** Pods that need a missing object wait for it with the reason CreateContainerConfigError. */
export const CONFIG_MAPS: Rule = {
  code: 'MAR-R05',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'The ConfigMaps and the keys of them that pods need are there.',
  check: (manifests) => missingForPods(manifests, 'ConfigMap', hasKey),
};

/** Most Secrets are created outside the app, and declared with `Secret.fromSecretName`. */
export const SECRETS: Rule = {
  code: 'MAR-R06',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'The Secrets and the keys of them that pods need are there.',
  check: (manifests) => missingForPods(manifests, 'Secret', hasKey),
};

function hasKey({ json }: Manifest, key: string): boolean {
  return [json.data, json.binaryData, json.stringData].some((data) => Object.keys(data ?? {}).includes(key));
}
