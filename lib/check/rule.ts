import { Manifest } from './manifest';
import { Manifests } from './manifests';

/** Effect of a violation on synthesis. */
export enum Severity {
  /** Synthesis fails and writes no manifests. */
  ERROR = 'error',
  /** The violation is printed as a warning. */
  WARNING = 'warning',
}

/** Source of a rule: Kubernetes or MAR. */
export enum Basis {
  /** Kubernetes rejects the object or its pods. */
  REFUSED = 'refused by Kubernetes',
  /** Kubernetes accepts the object, but it does not have the intended effect. */
  IDLE = 'accepted, and without effect',
  /** MAR's policy. Kubernetes would accept and apply the object. */
  PLATFORM = "MAR's own",
}

/** Violation that a rule returns. */
export interface Finding {
  /** Object to change, or the object that sets the bound. */
  readonly manifest: Manifest;
  /** Problem and fix in words, without the path and the rule code, which are added later. */
  readonly message: string;
}

/** Rule that manifests must satisfy. `check` must be a pure function of the manifests. */
export interface IRule {
  /** Short, stable code that users pass to `allow`: `MAR-Q01`, `ACME-7`. */
  readonly code: string;
  /** Severity of each violation of this rule. */
  readonly severity: Severity;
  /** Requirement of the rule in one sentence. */
  readonly title: string;
  /** Returns all violations, in any order. */
  check(manifests: Manifests): Finding[];
}

/** Rule of this library. */
export interface Rule extends IRule {
  readonly basis: Basis;
}

/** Returns one violation of `manifest` per message. */
export function findingsOf(manifest: Manifest, messages: readonly string[]): Finding[] {
  return messages.map((message) => ({ manifest, message }));
}
