import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { objectsIn } from '../../model/json';
import { ServicePort, ServiceSpec } from '../../../kube/network-objects';
import { Located, PodGroup } from '../../model/pod-group';
import { targetOf } from '../../model/ports';
import { podsOf } from '../../model/selected-pods';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** Workloads whose pods run to completion, so nobody waits for them to be ready. */
const WITHOUT: readonly string[] = ['Job', 'CronJob'];

/**
 * Else a pod gets requests before its program answers: at each start, rollout and autoscaling. A probe of the start alone is enough
 * for that. Not of Services that lead to pods ready or not, which is what some databases find each other by.
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export const READINESS: Rule = {
  code: 'MAR-W02',
  severity: Severity.WARNING,
  basis: Basis.PLATFORM,
  title: 'A container that a Service leads to says when it is ready.',
  check: (manifests) => {
    const found = new Map<Located, Finding>();
    for (const service of manifests.ofKind('Service')) {
      for (const [pods, located] of unprobed(manifests, service)) found.set(located, describe(pods, located, service));
    }
    return [...found.values()];
  },
};

function unprobed(manifests: Manifests, service: Manifest): (readonly [PodGroup, Located])[] {
  const { ports, publishNotReadyAddresses } = service.spec as ServiceSpec;
  if (publishNotReadyAddresses === true) return [];
  const groups = (podsOf(manifests, service) ?? []).filter(({ owner }) => !WITHOUT.includes(owner.kind));
  return groups.flatMap((pods) => {
    const behind = new Set(objectsIn(ports).map((port) => containerOf(pods, port)));
    return [...behind].flatMap((located) =>
      located === undefined || isProbed(located) ? [] : [[pods, located] as const],
    );
  });
}

/** The container that declares a port; the only one where none does. */
function containerOf(pods: PodGroup, port: ServicePort): Located | undefined {
  const running = pods.containers.filter(({ role }) => role !== 'init');
  const target = targetOf(pods, port);
  const declares = ({ container }: Located): boolean =>
    objectsIn(container.ports).some(
      ({ containerPort, protocol = 'TCP' }) => containerPort === target?.number && protocol === target?.protocol,
    );
  return running.find(declares) ?? (running.length === 1 ? running[0] : undefined);
}

function isProbed({ container: { readinessProbe, startupProbe } }: Located): boolean {
  return (readinessProbe ?? startupProbe ?? undefined) !== undefined;
}

function describe({ owner }: PodGroup, { field }: Located, service: Manifest): Finding {
  const rule = `must be given behind ${service.toString()}, which else leads to it before its program answers`;
  return { manifest: owner, message: finding(`${field}.readinessProbe`, undefined, rule, 'add one') };
}
