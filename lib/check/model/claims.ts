import { Manifest } from '../manifest';
import { ClaimSpec, ObjectMeta } from './kube';

/** A template of a StatefulSet for the claims of its pods. */
export interface ClaimTemplate {
  readonly metadata?: ObjectMeta;
  readonly spec?: ClaimSpec;
}

/** The templates that a StatefulSet has, none for anything else. */
export function claimTemplates({ kind, spec }: Manifest): readonly ClaimTemplate[] {
  return kind === 'StatefulSet' ? ((spec.volumeClaimTemplates ?? []) as readonly ClaimTemplate[]) : [];
}
