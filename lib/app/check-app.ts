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

/** Runs all rules over each Kubernetes cluster of an app. Only what is in charts of this library is judged. */
export function judge(app: App, rules: readonly IRule[], reading: Reading): Judged[] {
  const found = manifestsOf(app, reading).flatMap((manifests) => runRules([...RULES, ...rules], manifests));
  return found.filter(({ manifest: { construct } }) => construct !== undefined && isOurs(Chart.of(construct)));
}

/** All findings, those of the constructs about themselves among them, by their places. */
export function report({ constructs }: Tree, judged: readonly Judged[]): CheckFinding[] {
  return inOrder([...judged.map(({ finding }) => finding), ...validations(constructs)]);
}

/** Refuses rules that take the code of another one, or what looks like one of the library's. */
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

/** Of each rule, so that those of a fleet can be read. */
const MOST_WARNINGS = 10;

/** Fails with all errors at once; prints the warnings. */
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

/** Writes down, on the objects that break a rule, why it need not hold for them. */
export function annotate(judged: readonly Judged[], rendering: Rendering): void {
  for (const { manifest, finding } of judged) {
    if (finding.reason === undefined || manifest.construct === undefined) continue;
    manifest.construct.metadata.addAnnotation(allowAnnotation(finding.code), finding.reason);
    rendering.forget(manifest.construct);
  }
}

/** What constructs find wrong with themselves, which fails in a stock App too, so that nothing silences it. */
function validations(constructs: readonly IConstruct[]): CheckFinding[] {
  const rule = { code: OF_CONSTRUCTS, severity: Severity.ERROR, title: 'What a construct requires of itself holds.' };
  return constructs.flatMap(({ node }) =>
    node.validate().map((message) => ({ ...rule, path: node.path, object: '', message })),
  );
}
