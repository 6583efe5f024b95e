import { Chart } from 'cdk8s';
import { grouped } from '../../../internal/collections';
import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { PodSpec } from '../../../kube/objects';
import { serviceAccountOf } from '../../model/pod-references';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** An object that must be there when another one is applied. */
interface Need {
  readonly manifest: Manifest;
  readonly field: string;
  readonly needed: Manifest;
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
    const applied = new Set<Manifest>();
    const late: Need[] = [];
    for (const manifest of manifests.all) {
      late.push(...needsOf(manifests, manifest).filter(({ needed }) => needed !== manifest && !applied.has(needed)));
      applied.add(manifest);
    }
    const together = grouped(late, ({ manifest, needed }) => `${needed.toString()} ${wholeOf(manifest)}`);
    return [...together.values()].flatMap((same) => same.slice(0, 1).map(describe)); // one of a file is enough
  },
};

function describe({ manifest, field, needed }: Need): Finding {
  const rule = `must be applied before, and ${needed.path} comes later`;
  return { manifest, message: finding(field, needed.name, rule, 'let it depend on that: node.addDependency') };
}

/** The chart or file of an object. */
function wholeOf({ construct, path }: Manifest): string {
  return construct === undefined ? path : Chart.of(construct).node.path;
}

function needsOf(manifests: Manifests, manifest: Manifest): Need[] {
  const { group, kind, namespace, spec } = manifest;
  const inNamespace = need(manifest, 'metadata.namespace', manifests.find('Namespace', '', namespace));
  if (kind !== 'Pod' || group !== '') return inNamespace;
  const { priorityClassName, runtimeClassName } = spec as PodSpec;
  return [
    ...inNamespace,
    ...need(manifest, 'spec.serviceAccountName', manifests.find('ServiceAccount', namespace, serviceAccountOf(spec))),
    ...need(manifest, 'spec.priorityClassName', manifests.find('PriorityClass', '', String(priorityClassName))),
    ...need(manifest, 'spec.runtimeClassName', manifests.find('RuntimeClass', '', String(runtimeClassName))),
  ];
}

/** What is not among the manifests is there, or for another rule. */
function need(manifest: Manifest, field: string, needed: Manifest | undefined): Need[] {
  return needed === undefined ? [] : [{ manifest, field, needed }];
}
