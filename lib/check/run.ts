import { allowAnnotation, Checks } from './checks';
import { Manifest } from './manifest';
import { Manifests } from './manifests';
import { Finding, IRule, Severity } from './rule';

/** A finding, with what it takes to report it. */
export interface CheckFinding {
  /** The code of the rule. */
  readonly code: string;
  /** What becomes of it. */
  readonly severity: Severity;
  /** What must hold. */
  readonly title: string;
  /** The construct, or the file. */
  readonly path: string;
  /** What is wrong, and the way out. */
  readonly message: string;
  /** The object; undefined where a construct said so itself. */
  readonly manifest?: Manifest;
  /** Why the rule need not hold here, if someone said so: then it is only counted. */
  readonly reason?: string;
}

/** Runs each rule once. Those that are silenced are among the findings, with their reason. */
export function runRules(rules: readonly IRule[], manifests: Manifests): CheckFinding[] {
  return rules.flatMap((rule) => rule.check(manifests).map((finding) => describe(rule, finding)));
}

function describe({ code, severity, title }: IRule, { manifest, message }: Finding): CheckFinding {
  const { path } = manifest;
  return { code, severity, title, path, message, manifest, reason: reasonOf(manifest, code) };
}

function reasonOf({ annotations, construct }: Manifest, code: string): string | undefined {
  const written = annotations[allowAnnotation(code)];
  return written ?? (construct === undefined ? undefined : Checks._reason(construct, code));
}

/** By place, then by rule. */
export function inOrder(findings: readonly CheckFinding[]): CheckFinding[] {
  const key = ({ path, code, message }: CheckFinding): string => [path, code, message].join('\0');
  return [...findings].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** A finding as a line. */
export function lineOf({ path, code, message }: CheckFinding): string {
  return `[${path}] ${code}: ${message}`;
}
