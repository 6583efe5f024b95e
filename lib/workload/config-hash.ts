import { k8s } from 'cdk8s-plus-30';
import { createHash } from 'node:crypto';
import { CONFIG_HASH } from '../internal/labels';
import { PodPlan } from '../pod/pod-plan';

/** Number of hexadecimal digits of the hash: enough to make collisions within a workload practically impossible. */
const LENGTH = 16;

/**
 * Returns the pod template with a hash of the `MarConfig`s that its pods use as an annotation, so that Kubernetes replaces
 * the pods when a config changes. Returns `template` itself if its pods use none.
 */
export function rolledByConfigs(plan: PodPlan, template: k8s.PodTemplateSpec): k8s.PodTemplateSpec {
  const hashes = configMapsOf({ containers: [], ...template.spec }).flatMap(
    (name) => plan.context.configHashes.get(name)?.() ?? [],
  );
  if (hashes.length === 0) return template;
  const hash = createHash('sha256').update(hashes.join()).digest('hex').slice(0, LENGTH);
  const annotations = { ...template.metadata?.annotations, [CONFIG_HASH]: hash };
  return { ...template, metadata: { ...template.metadata, annotations } };
}

/** Returns the sorted names of the ConfigMaps that the pods mount or read environment variables from. */
function configMapsOf({ volumes = [], containers: running, initContainers = [] }: k8s.PodSpec): string[] {
  const containers = [...running, ...initContainers];
  const names = [
    ...volumes.map((volume) => volume.configMap?.name),
    ...volumes.flatMap((volume) => volume.projected?.sources?.map((source) => source.configMap?.name)),
    ...containers.flatMap(({ env }) => env?.map((variable) => variable.valueFrom?.configMapKeyRef?.name)),
    ...containers.flatMap(({ envFrom }) => envFrom?.map((source) => source.configMapRef?.name)),
  ];
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
