import { Chart } from 'cdk8s';
import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { grouped, Manifests } from '../../manifests';
import { podGroups } from '../../model/pod-group';
import { serviceAccountOf } from '../../model/pod-references';
import { Basis, Rule, Severity } from '../../rule';

/** An object that must be there when another one is applied. */
interface Need {
  readonly manifest: Manifest;
  readonly field: string;
  readonly needed: Manifest | undefined;
}

/**
 * Files are applied by their names; where charts depend on each other, cdk8s gives them numbers. A controller that cannot make its
 * pods tries again, and who applies a pod does not.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
 */
export const ORDER: Rule = {
  code: 'MAR-R14',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Namespaces are applied before what is in them, accounts and classes before the pods that name them.',
  check: (manifests) => {
    const position = new Map(manifests.all.map((manifest, i) => [manifest, i]));
    const at = (manifest: Manifest | undefined): number => (manifest && position.get(manifest)) ?? 0;
    const late = [...namespaces(manifests), ...ofPods(manifests)].filter(
      ({ manifest, needed }) => at(needed) > at(manifest),
    );
    const together = grouped(late, ({ manifest, needed }) => `${at(needed)} ${wholeOf(manifest)}`); // one of a file is enough
    return [...together.values()]
      .flatMap((same) => same.slice(0, 1))
      .map(({ manifest, field, needed }) => {
        const rule = `must be applied before, and ${needed?.path ?? ''} comes later`;
        const advice = 'let it depend on that: node.addDependency';
        return { manifest, message: finding(field, needed?.name, rule, advice) };
      });
  },
};

/** The chart or file of an object. */
function wholeOf({ construct, path }: Manifest): string {
  return construct === undefined ? path : Chart.of(construct).node.path;
}

function namespaces(manifests: Manifests): Need[] {
  const inOne = manifests.all.filter(({ namespace }) => namespace !== '');
  return inOne.map((manifest) => ({
    manifest,
    field: 'metadata.namespace',
    needed: manifests.find('Namespace', '', manifest.namespace),
  }));
}

function ofPods(manifests: Manifests): Need[] {
  const pods = podGroups(manifests).filter(({ owner }) => owner.kind === 'Pod');
  return pods.flatMap(({ owner: manifest, namespace, spec }) => {
    const { priorityClassName = '', runtimeClassName = '' } = spec;
    return [
      ['serviceAccountName', manifests.find('ServiceAccount', namespace, serviceAccountOf(spec))] as const,
      ['priorityClassName', manifests.find('PriorityClass', '', priorityClassName)] as const,
      ['runtimeClassName', manifests.find('RuntimeClass', '', runtimeClassName)] as const,
    ].map(([prop, needed]) => ({ manifest, field: `spec.${prop}`, needed }));
  });
}
