import { placed } from '../internal/errors';
import { escapeLine } from '../internal/escape-text';
import { allowAnnotation, Checks } from './checks';
import { Manifest } from './manifest';
import { Manifests } from './manifests';
import { Finding, IRule, Severity } from './rule';

/** Violation as reports and `MarApp.check()` show it. */
export interface CheckFinding {
  /** Code of the rule. */
  readonly code: string;
  /** Severity of the violation. */
  readonly severity: Severity;
  /** Requirement of the rule in one sentence. */
  readonly title: string;
  /** Path of the construct or of the file. */
  readonly path: string;
  /** Object that breaks the rule: `Deployment prod/web`. Empty for a validation error of a construct. */
  readonly object: string;
  /** Problem and fix in words. */
  readonly message: string;
  /** Reason given for allowing the violation. An allowed violation appears in reports, and neither fails synth nor is printed. */
  readonly reason?: string;
}

/** Violation together with its manifest. */
export interface Judged {
  readonly finding: CheckFinding;
  readonly manifest: Manifest;
}

/** Runs each rule once. Returns all violations, including the allowed ones, which have a reason. */
export function runRules(rules: readonly IRule[], manifests: Manifests): Judged[] {
  return rules.flatMap((rule) =>
    foundBy(rule, manifests).map(({ manifest, message }) => ({ manifest, finding: describe(rule, manifest, message) })),
  );
}

/** Runs one rule. If the rule itself throws, throws an error that names the rule's code. */
function foundBy(rule: IRule, manifests: Manifests): Finding[] {
  try {
    return rule.check(manifests);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`rule ${rule.code} failed: ${reason}`, { cause });
  }
}

function describe({ code, severity, title }: IRule, manifest: Manifest, message: string): CheckFinding {
  const { path, kind, namespace, name } = manifest;
  const object = `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
  return { code, severity, title, path, object, message, reason: reasonOf(manifest, code) };
}

function reasonOf({ annotations, construct }: Manifest, code: string): string | undefined {
  const written = annotations[allowAnnotation(code)];
  return written ?? (construct === undefined ? undefined : Checks._reason(construct, code));
}

/** Returns the violations sorted by path, then by code and message. */
export function inOrder(findings: readonly CheckFinding[]): CheckFinding[] {
  const keyed = findings.map((one) => ({ one, key: [one.path, one.code, one.message].join('\0') }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ one }) => one);
}

/**
 * Formats a violation as one line for a terminal. Escapes control characters, because names and values may come from other
 * people's files.
 */
export function lineOf({ path, code, message }: CheckFinding): string {
  return escapeLine(placed(path, `${code}: ${message}`));
}
