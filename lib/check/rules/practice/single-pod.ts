import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { backendsOf, serviceOf } from '../../model/ingresses';
import { PodGroup, REPLICATED } from '../../model/pod-group';
import { podsOf } from '../../model/selected-pods';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** Whose pods are counted: how many a DaemonSet has is for the nodes, and a job has them while it runs. */
const COUNTED: readonly string[] = ['Pod', ...REPLICATED];

/** Users get no response while the node of the only pod is drained. For an autoscaler, the minimum counts. */
export const SINGLE_POD: Rule = {
  code: 'MAR-W01',
  severity: Severity.WARNING,
  basis: Basis.PLATFORM,
  title: 'Behind an Ingress there is more than one pod.',
  check: (manifests) => {
    const alone = new Map<Manifest, Finding>();
    for (const ingress of manifests.ofKind('Ingress')) {
      for (const pods of onlyPods(manifests, ingress)) alone.set(pods.owner, describe(pods, ingress));
    }
    return [...alone.values()];
  },
};

/** Returns the pods behind an Ingress that are the only pods of their Service. */
function onlyPods(manifests: Manifests, ingress: Manifest): PodGroup[] {
  const services = new Set(backendsOf(ingress).map(({ backend }) => serviceOf(manifests, ingress, backend)));
  return [...services].flatMap((service) => {
    const pods = service === undefined ? [] : (podsOf(manifests, service) ?? []);
    const isAlone = pods.reduce((sum, some) => sum + some.pods, 0) === 1;
    return isAlone ? pods.filter((some) => some.pods === 1 && COUNTED.includes(some.owner.kind)) : [];
  });
}

function describe({ owner }: PodGroup, ingress: Manifest): Finding {
  const behind = `behind ${ingress.toString()}, whose users get nothing while the node of the only one is drained`;
  const message =
    owner.kind === 'Pod'
      ? finding('kind', owner.kind, `must be that of two pods or more ${behind}`, 'make it a Deployment')
      : finding('spec.replicas', 1, `must be 2 or more ${behind}`, 'raise it, or the minimum of its autoscaler');
  return { manifest: owner, message };
}
