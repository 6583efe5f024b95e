import { Manifest } from '../manifest';
import { objectsIn } from './json';
import { ClaimSpec, ObjectMeta } from '../../kube/objects';
import { PodGroup } from './pod-group';

/** Entry of `volumeClaimTemplates` of a StatefulSet. */
export interface ClaimTemplate {
  readonly metadata?: ObjectMeta;
  readonly spec?: ClaimSpec;
}

/** Returns the claim templates of a StatefulSet; an empty list for other kinds. */
export function claimTemplates({ kind, spec }: Manifest): readonly ClaimTemplate[] {
  return kind === 'StatefulSet' ? objectsIn(spec.volumeClaimTemplates as readonly ClaimTemplate[]) : [];
}

/** Specification of a claim that each pod of a group has, with its field path in the owner of the pods. */
export interface PodClaim {
  readonly field: string;
  readonly spec: ClaimSpec;
}

/** Returns the claims of ephemeral volumes, which Kubernetes creates and deletes with each pod. */
export function ephemeralClaims({ spec, field }: PodGroup): PodClaim[] {
  return objectsIn(spec.volumes).flatMap(({ name, ephemeral }, i) => {
    const claim = ephemeral?.volumeClaimTemplate?.spec;
    const at = `${field}.volumes['${name ?? i}'].ephemeral.volumeClaimTemplate.spec`;
    return claim === undefined ? [] : [{ field: at, spec: claim }];
  });
}
