import { finding } from '../../../internal/errors';
import { Manifests } from '../../manifests';
import { PodGroup, podGroups } from '../../model/pod-group';
import { hasLinks, linksIn } from '../../model/service-links';
import { Basis, Finding, Rule, Severity } from '../../rule';

/**
 * A Service with one port is 7 or 8 environment variables of each container, some 350 bytes together. Linux starts no program with
 * more than 2 MiB of them (a fourth of the stack, which is 8 MiB by default), which is some 5000 Services: `argument list too long`.
 * MAR's bound is where they are a twentieth of that, 100 KiB in each process, and there is time to turn them off.
 * @see https://man7.org/linux/man-pages/man2/execve.2.html
 */
const MOST = 300;

/** Reports one violation per namespace. */
export const MANY_LINKS: Rule = {
  code: 'MAR-W06',
  severity: Severity.WARNING,
  basis: Basis.PLATFORM,
  title: 'Containers are not told of hundreds of Services in their environment.',
  check: (manifests) => {
    const linked = podGroups(manifests).filter(hasLinks);
    const firsts = new Map([...linked].reverse().map((pods) => [pods.namespace, pods]));
    return [...firsts.values()].flatMap((pods) => tooMany(manifests, pods));
  },
};

function tooMany(manifests: Manifests, { namespace, owner }: PodGroup): Finding[] {
  const { size } = linksIn(manifests)(namespace);
  if (size <= MOST) return [];
  const rule = `must be at most ${MOST} in a namespace whose pods have links to them, as each is 7 variables of every container`;
  const advice = 'turn the links off: serviceLinks: false (Kubernetes: enableServiceLinks)';
  const manifest = manifests.find('Namespace', '', namespace) ?? owner;
  return [{ manifest, message: finding('number of Services', size, rule, advice) }];
}
