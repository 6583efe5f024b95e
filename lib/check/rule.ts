import { Manifest } from './manifest';
import { Manifests } from './manifests';

/** What becomes of a finding. */
export enum Severity {
  /** Nothing is written. */
  ERROR = 'error',
  /** It is printed. */
  WARNING = 'warning',
}

/** Whose rule it is. */
export enum Basis {
  /** Of Kubernetes: the API server refuses the object, or the pods of it. */
  REFUSED = 'refused by Kubernetes',
  /** Of Kubernetes: the object is accepted, and does not do what it is there for. */
  IDLE = 'accepted, and without effect',
  /** Of MAR: Kubernetes would do what it says. */
  PLATFORM = "MAR's own",
}

/** Something that breaks a rule. */
export interface Finding {
  /** The object to change, or the one that sets the bound. */
  readonly manifest: Manifest;
  /** What is wrong, and the way out; the place and the code are added. */
  readonly message: string;
}

/** What must hold of manifests. A pure function: it changes nothing, and looks at nothing else. */
export interface IRule {
  /** A short name that does not change, by which it is silenced: `MAR-Q01`, `ACME-7`. */
  readonly code: string;
  /** What becomes of what it finds. */
  readonly severity: Severity;
  /** What must hold, in one sentence. */
  readonly title: string;
  /** All that breaks it, in any order. */
  check(manifests: Manifests): Finding[];
}

/** A rule of this library. */
export interface Rule extends IRule {
  readonly basis: Basis;
}

/** A finding for each message. */
export function findingsOf(manifest: Manifest, messages: readonly string[]): Finding[] {
  return messages.map((message) => ({ manifest, message }));
}
