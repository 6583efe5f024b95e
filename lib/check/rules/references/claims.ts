import { Manifests, oncePerManifests } from '../../manifests';
import { claimTemplates } from '../../model/claims';
import { Basis, Rule, Severity } from '../../rule';
import { isThere, missing } from './missing';
import { podReferences } from '../../model/pod-references';

/** Pods are not scheduled until the claims that they mount exist. */
export const CLAIMS: Rule = {
  code: 'MAR-R04',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'The claims that pods mount are there.',
  check: (manifests) =>
    podReferences(manifests)('PersistentVolumeClaim')
      .filter(({ pods, name }) => !isClaim(manifests, pods.namespace, name))
      .map(({ pods, name, field }) => missing(pods.owner, `${field}.claimName`, 'PersistentVolumeClaim', name)),
};

/** Returns true if the claim exists or a StatefulSet creates it for one of its pods, as `<template>-<name>-<number>`. */
function isClaim(manifests: Manifests, namespace: string, name: string): boolean {
  if (isThere(manifests, 'PersistentVolumeClaim', namespace, name)) return true;
  return templatedClaims(manifests).has(`${namespace}/${name}`.replace(/-\d+$/, ''));
}

const templatedClaims = oncePerManifests((manifests): ReadonlySet<string> => {
  const names = manifests
    .ofKind('StatefulSet')
    .flatMap((owner) =>
      claimTemplates(owner).map(({ metadata }) => `${owner.namespace}/${metadata?.name ?? ''}-${owner.name}`),
    );
  return new Set(names);
});
