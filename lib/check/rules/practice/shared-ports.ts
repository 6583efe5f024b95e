import { grouped } from '../../../internal/collections';
import { finding } from '../../../internal/errors';

import { objectsIn } from '../../model/json';
import { Located, podGroups } from '../../model/pod-group';
import { Basis, Rule, Severity } from '../../rule';

/** Port that a container declares. */
interface Listener {
  readonly located: Located;
  readonly field: string;
  readonly port: string;
}

/**
 * The containers of a pod share its network, so the second program that listens on a port fails.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking
 */
export const SHARED_PORTS: Rule = {
  code: 'MAR-W09',
  severity: Severity.WARNING,
  basis: Basis.PLATFORM,
  title: 'No two containers of a pod listen on one port.',
  check: (manifests) =>
    podGroups(manifests).flatMap(({ owner, containers }) => {
      const running = containers.filter(({ role }) => role !== 'init');
      const listeners = [...grouped(running.flatMap(listenersOf), ({ port }) => port).values()];
      return listeners.flatMap(([first, ...others]) =>
        others
          .filter(({ located }) => located !== first?.located)
          .map(({ field, port }) => {
            const rule = `must be free, as ${String(first?.field)} has it, and containers of a pod share its network`;
            return { manifest: owner, message: finding(field, port, rule, 'let one of them listen elsewhere') };
          }),
      );
    }),
};

function listenersOf(located: Located): Listener[] {
  return objectsIn(located.container.ports).map(({ containerPort, protocol = 'TCP' }, i) => ({
    located,
    field: `${located.field}.ports[${i}].containerPort`,
    port: `${String(containerPort)}/${protocol}`,
  }));
}
