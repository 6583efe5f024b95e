import { Manifest } from '../manifest';
import { objectsIn } from './json';
import { ClaimSpec, ObjectMeta } from '../../kube/objects';
import { PodGroup } from './pod-group';

/** A template of a StatefulSet for the claims of its pods. */
export interface ClaimTemplate {
  readonly metadata?: ObjectMeta;
  readonly spec?: ClaimSpec;
}

/** The templates that a StatefulSet has, none for anything else. */
export function claimTemplates({ kind, spec }: Manifest): readonly ClaimTemplate[] {
  return kind === 'StatefulSet' ? objectsIn(spec.volumeClaimTemplates as readonly ClaimTemplate[]) : [];
}

/** A claim that each of a number of pods has, and where it is said. */
export interface PodClaim {
  readonly field: string;
  readonly spec: ClaimSpec;
}

/** The claims that come and go with pods. */
export function ephemeralClaims({ spec, field }: PodGroup): PodClaim[] {
  return objectsIn(spec.volumes).flatMap(({ name, ephemeral }, i) => {
    const claim = ephemeral?.volumeClaimTemplate?.spec;
    const at = `${field}.volumes['${name ?? i}'].ephemeral.volumeClaimTemplate.spec`;
    return claim === undefined ? [] : [{ field: at, spec: claim }];
  });
}
