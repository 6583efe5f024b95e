import { App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { RULES } from '../check/catalogue';
import { allowAnnotation, isCode } from '../check/checks';
import { OF_CONSTRUCTS } from '../check/known-codes';
import { IRule, Severity } from '../check/rule';
import { CheckFinding, inOrder, Judged, lineOf, runRules } from '../check/run';
import { isOurs, manifestsOf, Reading } from '../check/tree';
import { grouped } from '../internal/collections';
import { propError } from '../internal/errors';
import { requireInstance } from '../internal/values';
import { Tree } from '../synth/order';
import { Rendering } from '../synth/rendering';

/**
 * Runs the library's rules and `rules` on the manifests of each Kubernetes cluster. Returns only violations in charts of
 * this library.
 */
export function judge(app: App, rules: readonly IRule[], reading: Reading): Judged[] {
  const found = manifestsOf(app, reading).flatMap((manifests) => runRules([...RULES, ...rules], manifests));
  return found.filter(({ manifest: { construct } }) => construct !== undefined && isOurs(Chart.of(construct)));
}

/** Returns the violations of rules and the validation errors of constructs together, in their order of output. */
export function report({ constructs }: Tree, judged: readonly Judged[]): CheckFinding[] {
  return inOrder([...judged.map(({ finding }) => finding), ...validations(constructs)]);
}

/** Throws if a rule is incomplete, or if its code is invalid, starts with `MAR-` or is the code of another rule. */
export function requireOwnCodes(app: App, rules: readonly IRule[]): void {
  for (const rule of rules) {
    requireInstance(app, 'rules[]', rule, 'check', 'a rule', '{ code, severity, title, check }');
  }
  const codes = rules.map(({ code }) => code);
  const taken = codes.find((code, i) => !isCode(code) || code.startsWith('MAR-') || codes.indexOf(code) !== i);
  if (taken === undefined) return;
  const rule = "must have codes of their own, of letters, digits and '-', that do not start with 'MAR-'";
  throw propError(app, 'rules', taken, rule, 'give the rule another code');
}

/** Highest number of warnings printed per rule, so that the output of a large app stays readable. */
const MOST_WARNINGS = 10;

/** Prints the warnings, then throws one error that lists all errors. Skips violations that have a reason to be allowed. */
export function requireNoErrors(findings: readonly CheckFinding[]): void {
  const open = findings.filter(({ reason }) => reason === undefined);
  const errors = open.filter(({ severity }) => severity === Severity.ERROR);
  const warnings = grouped(open, ({ severity, code }) => (severity === Severity.WARNING ? code : ''));
  warnings.delete('');
  for (const [code, some] of warnings) {
    const lines = some.slice(0, MOST_WARNINGS).map(lineOf);
    if (some.length > MOST_WARNINGS)
      lines.push(`${code}: ${some.length - MOST_WARNINGS} more, which checkReports lists`);
    for (const line of lines) console.warn(`Warning: ${line}`); // eslint-disable-line no-console -- for people
  }
  if (errors.length === 0) return;
  const lines = errors.map((error) => `\n  ${lineOf(error)}`);
  throw new Error(`Nothing is written, as the checks found ${errors.length} to correct:${lines.join('')}`);
}

/** Adds an annotation with the reason to each object that is allowed to break a rule. */
export function annotate(judged: readonly Judged[], rendering: Rendering): void {
  for (const { manifest, finding } of judged) {
    if (finding.reason === undefined || manifest.construct === undefined) continue;
    manifest.construct.metadata.addAnnotation(allowAnnotation(finding.code), finding.reason);
    rendering.forget(manifest.construct);
  }
}

/** Returns the validation errors of constructs. They cannot be allowed, because a plain cdk8s App fails on them too. */
function validations(constructs: readonly IConstruct[]): CheckFinding[] {
  const rule = { code: OF_CONSTRUCTS, severity: Severity.ERROR, title: 'What a construct requires of itself holds.' };
  return constructs.flatMap(({ node }) =>
    node.validate().map((message) => ({ ...rule, path: node.path, object: '', message })),
  );
}
