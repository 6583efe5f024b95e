import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { claimTemplates } from '../../model/claims';
import { podGroups } from '../../model/pod-group';
import { rivals } from '../../model/rivals';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** PersistentVolumeClaim that a StatefulSet creates for one of its pods. */
interface PodClaim {
  readonly owner: Manifest;
  readonly name: string;
}

/**
 * A StatefulSet uses an existing claim with the name of its pod's claim, whatever the claim's size and class. If that is
 * intended, for example to restore a backup, silence the rule.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage
 */
export const POD_CLAIMS: Rule = {
  code: 'MAR-C09',
  severity: Severity.ERROR,
  basis: Basis.PLATFORM,
  title: 'No other object takes the name of a claim that a StatefulSet makes for its pods.',
  check: (manifests) => {
    const claims = claimsOfPods(manifests);
    const keyOf = ({ owner, name }: PodClaim): string => `${owner.namespace}/${name}`;
    return [
      ...claims.flatMap(({ owner, name }): Finding[] => {
        const claim = manifests.find('PersistentVolumeClaim', owner.namespace, name);
        return claim === undefined ? [] : [{ manifest: claim, message: message('metadata.name', name, owner) }];
      }),
      ...rivals(claims, keyOf).map(({ first, item }) => ({
        manifest: item.owner,
        message: message('spec.volumeClaimTemplates', item.name, first.owner),
      })),
    ];
  },
};

function message(field: string, name: string, owner: Manifest): string {
  const rule = `must differ from the claims that ${owner.toString()} makes for its pods, which would use this one`;
  return finding(field, name, rule, "rename one of them, or allow it with Checks.of(…).allow('MAR-C09', …)");
}

/** Returns the claims of all pods that can exist at once, named `<template>-<StatefulSet>-<ordinal>`. */
function claimsOfPods(manifests: Manifests): PodClaim[] {
  return podGroups(manifests).flatMap(({ owner, mostPods }) => {
    const { start = 0 } = (owner.spec.ordinals ?? {}) as { start?: number };
    return claimTemplates(owner).flatMap(({ metadata }) =>
      Array.from({ length: mostPods }, (_, i) => ({
        owner,
        name: `${metadata?.name ?? ''}-${owner.name}-${start + i}`,
      })),
    );
  });
}
