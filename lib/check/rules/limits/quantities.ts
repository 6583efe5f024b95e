import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { claimTemplates, ephemeralClaims } from '../../model/claims';
import { entriesIn, isObject, objectsIn } from '../../model/json';
import { Resources } from '../../../kube/objects';
import { PodGroup, podGroups } from '../../model/pod-group';
import { isQuantity } from '../../model/quantity';
import { LimitItem } from '../../model/resources';
import { Basis, Finding, findingsOf, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const QUANTITIES: Rule = {
  code: 'MAR-L07',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Amounts are quantities.',
  check: (manifests) => [
    ...podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, ofPods(pods))),
    ...ofKind(manifests, 'PersistentVolumeClaim', ({ spec }) => ofResources('spec.resources', spec.resources)),
    ...ofKind(manifests, 'StatefulSet', ofTemplates),
    ...ofKind(manifests, 'PersistentVolume', ({ spec }) => ofList('spec.capacity', spec.capacity)),
    ...ofKind(manifests, 'ResourceQuota', ofQuota),
    ...ofKind(manifests, 'LimitRange', ofLimits),
  ],
};

function ofKind(manifests: Manifests, kind: string, problems: (object: Manifest) => string[]): Finding[] {
  return manifests.ofKind(kind).flatMap((manifest) => findingsOf(manifest, problems(manifest)));
}

function ofPods(pods: PodGroup): string[] {
  const { spec, field, containers } = pods;
  return [
    ...containers.flatMap((one) => ofResources(`${one.field}.resources`, one.container.resources)),
    ...ofResources(`${field}.resources`, spec.resources),
    ...ofList(`${field}.overhead`, spec.overhead),
    ...ephemeralClaims(pods).flatMap((claim) => ofResources(`${claim.field}.resources`, claim.spec.resources)),
    ...objectsIn(spec.volumes).flatMap(({ name, emptyDir }, i) => {
      const { sizeLimit } = (emptyDir ?? {}) as { sizeLimit?: unknown };
      return isAmount(sizeLimit) ? [] : [wrong(`${field}.volumes['${name ?? i}'].emptyDir.sizeLimit`, sizeLimit)];
    }),
  ];
}

function ofTemplates(owner: Manifest): string[] {
  return claimTemplates(owner).flatMap(({ metadata, spec = {} }, i) =>
    ofResources(`spec.volumeClaimTemplates['${metadata?.name ?? i}'].spec.resources`, spec.resources),
  );
}

function ofQuota({ spec }: Manifest): string[] {
  const broken = entriesIn(spec.hard).filter(([, value]) => !isAmount(value));
  return broken.map(([resource, value]) => wrong(`spec.hard['${resource}']`, value));
}

function ofLimits({ spec }: Manifest): string[] {
  return objectsIn(spec.limits as readonly LimitItem[]).flatMap((item, i) =>
    entriesIn(item).flatMap(([key, list]) => ofList(`spec.limits[${i}].${key}`, list)),
  );
}

function ofResources(field: string, resources: unknown): string[] {
  const { requests, limits } = (resources ?? {}) as Resources;
  if (areAmounts(requests) && areAmounts(limits)) return [];
  return [...ofList(`${field}.requests`, requests), ...ofList(`${field}.limits`, limits)];
}

function ofList(field: string, list: unknown): string[] {
  const broken = entriesIn(list).filter(([, value]) => !isAmount(value));
  return broken.map(([resource, value]) => wrong(`${field}.${resource}`, value));
}

/** Returns true if all values of `list` are quantities. Called first because it is fast and most lists are valid. */
function areAmounts(list: unknown): boolean {
  if (!isObject(list)) return true;
  for (const resource in list) if (!isAmount(list[resource])) return false;
  return true;
}

/** Returns true for a quantity, undefined or null. The server reads null as 0. */
function isAmount(value: unknown): boolean {
  return value === undefined || value === null || isQuantity(value);
}

function wrong(field: string, value: unknown): string {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return finding(field, shown, 'must be a quantity', adviceFor(shown));
}

/** Suggests the quantity that was most likely meant: corrects the case of a unit, a space or a comma. */
function adviceFor(text: string): string {
  const [, amount, unit = ''] = /^([\d.]+)\s*([kmgtpe])(?:i?b|i)?$/i.exec(text) ?? [];
  const plain = text.replace(/\s/g, '').replace(',', '.');
  if (isQuantity(plain)) return `write ${plain}`;
  if (amount === undefined) return "write it as 2, '500m' or '64Mi'";
  const letter = unit.toUpperCase();
  return `write ${amount}${letter === 'K' ? 'k' : letter} or ${amount}${letter}i`;
}
