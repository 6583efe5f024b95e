import { Chart } from 'cdk8s';
import { grouped } from '../../../internal/collections';
import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { PodSpec } from '../../../kube/objects';
import { serviceAccountOf } from '../../model/pod-references';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** Object (`needed`) that must exist before `manifest` is applied, and the `field` that refers to it. */
interface Need {
  readonly manifest: Manifest;
  readonly field: string;
  readonly needed: Manifest;
}

/**
 * Checks the order in which kubectl applies the files: sorted by name, and cdk8s numbers the files of dependent charts.
 * Checks accounts and classes for bare pods only, because controllers retry until they can create their pods.
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
    return [...together.values()].flatMap((same) => same.slice(0, 1).map(describe)); // one violation per file is enough
  },
};

function describe({ manifest, field, needed }: Need): Finding {
  const rule = `must be applied before, and ${needed.path} comes later`;
  return { manifest, message: finding(field, needed.name, rule, 'let it depend on that: node.addDependency') };
}

/** Returns the path of the chart that contains the object, or the manifest's own path if it has no construct. */
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

/**
 * Returns an empty list if `needed` is undefined. An object that is not in the manifests exists already, or another rule
 * reports it.
 */
function need(manifest: Manifest, field: string, needed: Manifest | undefined): Need[] {
  return needed === undefined ? [] : [{ manifest, field, needed }];
}
