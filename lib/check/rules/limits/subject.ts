import { oncePerText } from '../../../internal/once';
import { Manifest } from '../../manifest';
import { Manifests, oncePerManifests } from '../../manifests';
import { claimTemplates, ephemeralClaims } from '../../model/claims';
import { ClaimSpec } from '../../../kube/objects';
import { podGroups } from '../../model/pod-group';
import { containerResources, declared, Declared, LimitItem, limitItems, podResources } from '../../model/resources';
import { Finding, findingsOf } from '../../rule';

/** Container, pod or claim that is checked against a LimitRange. */
export interface Subject {
  readonly owner: Manifest;
  /** Path of the field with its resources. */
  readonly field: string;
  readonly has: Declared;
  /** False for claims, which have only requests. */
  readonly hasLimits: boolean;
}

/** Value of `type` in an item of a Kubernetes LimitRange. */
export type LimitType = 'Container' | 'Pod' | 'PersistentVolumeClaim';

/** Returns all subjects of a type. */
export const subjects = oncePerManifests((manifests) =>
  oncePerText(String, (type: LimitType) => find(manifests, type)),
);

function find(manifests: Manifests, type: LimitType): readonly Subject[] {
  if (type === 'PersistentVolumeClaim') return [...manifests.all.flatMap(claims), ...claimsOfPods(manifests)];
  return podGroups(manifests).flatMap((pods): Subject[] => {
    const { owner, namespace } = pods;
    if (type === 'Pod') return [{ owner, field: pods.field, has: podResources(manifests)(pods), hasLimits: true }];
    return pods.containers.map(({ container, field }) => {
      const has = containerResources(manifests)(namespace, container);
      return { owner, field: `${field}.resources`, has, hasLimits: true };
    });
  });
}

/** Checks each subject of `type` against each LimitRange item of that type in its namespace. */
export function against(
  manifests: Manifests,
  type: LimitType,
  check: (subject: Subject, item: LimitItem) => string[],
): Finding[] {
  if (manifests.ofKind('LimitRange').length === 0) return [];
  return subjects(manifests)(type).flatMap((subject) => {
    const items = limitItems(manifests, subject.owner.namespace, type);
    return findingsOf(
      subject.owner,
      items.flatMap((item) => check(subject, item)),
    );
  });
}

function claims(owner: Manifest): Subject[] {
  if (owner.kind === 'PersistentVolumeClaim') return [claim(owner, owner.spec, 'spec')];
  return claimTemplates(owner).map(({ metadata, spec = {} }, i) =>
    claim(owner, spec, `spec.volumeClaimTemplates['${metadata?.name ?? i}'].spec`),
  );
}

function claimsOfPods(manifests: Manifests): Subject[] {
  return podGroups(manifests).flatMap((pods) =>
    ephemeralClaims(pods).map(({ spec, field }) => claim(pods.owner, spec, field)),
  );
}

function claim(owner: Manifest, spec: ClaimSpec, field: string): Subject {
  const has = declared({ requests: spec.resources?.requests });
  return { owner, field: `${field}.resources`, has, hasLimits: false };
}
