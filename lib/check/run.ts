import { placed } from '../internal/errors';
import { escapeLine } from '../internal/escape-text';
import { allowAnnotation, Checks } from './checks';
import { Manifest } from './manifest';
import { Manifests } from './manifests';
import { Finding, IRule, Severity } from './rule';

/** What a check found, as it is reported. */
export interface CheckFinding {
  /** The code of the rule. */
  readonly code: string;
  /** What becomes of it. */
  readonly severity: Severity;
  /** What must hold. */
  readonly title: string;
  /** The construct, or the file. */
  readonly path: string;
  /** The object: `Deployment prod/web`; empty where a construct says so of itself. */
  readonly object: string;
  /** What is wrong, and the way out. */
  readonly message: string;
  /** Why the rule need not hold here, if someone said so: then it is only reported. */
  readonly reason?: string;
}

/** A finding, and the object that it is about. */
export interface Judged {
  readonly finding: CheckFinding;
  readonly manifest: Manifest;
}

/** Runs each rule once. Those that are silenced are among the findings, with their reason. */
export function runRules(rules: readonly IRule[], manifests: Manifests): Judged[] {
  return rules.flatMap((rule) =>
    foundBy(rule, manifests).map(({ manifest, message }) => ({ manifest, finding: describe(rule, manifest, message) })),
  );
}

/** What a rule finds; of one that fails, its code is told too. */
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

/** By place, then by rule. */
export function inOrder(findings: readonly CheckFinding[]): CheckFinding[] {
  const keyed = findings.map((one) => ({ one, key: [one.path, one.code, one.message].join('\0') }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ one }) => one);
}

/** A finding as a line for a terminal: names and values may come from files and charts of others. */
export function lineOf({ path, code, message }: CheckFinding): string {
  return escapeLine(placed(path, `${code}: ${message}`));
}
