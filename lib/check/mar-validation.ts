import * as path from 'node:path';
import { grouped } from '../internal/collections';
import { callError } from '../internal/errors';
import { RULES } from './catalogue';
import { manifestsIn } from './manifest';
import { ANY_NAMESPACE, keyOf, Manifests } from './manifests';
import { withoutNulls } from './model/json';
import { likelyKind } from '../kube/scoped-kinds';
import { Severity } from './rule';
import { CheckFinding, inOrder, runRules } from './run';

/** What the cdk8s CLI hands to a plugin, as far as it is used here. */
export interface IValidationContext {
  /** The files to check. */
  readonly manifests: readonly string[];
  /** What is reported. */
  readonly report: IValidationReport;
  /** The objects of a file. */
  parseManifest(manifestPath: string): unknown[];
}

/** What the cdk8s CLI prints. */
export interface IValidationReport {
  /** Adds something that was found. */
  addViolation(violation: ValidationViolation): void;
  /** Ends the report: synthesis goes on, or fails. */
  submit(status: 'success' | 'failure'): void;
}

/** Something that was found, in the words of the cdk8s CLI. */
export interface ValidationViolation {
  /** The code of the rule, and the object. */
  readonly ruleName: string;
  /** What must hold. */
  readonly recommendation: string;
  /** What is wrong, and the way out. */
  readonly fix: string;
  /** The object: its name, the field, and the file. */
  readonly violatingResources: {
    readonly resourceName: string;
    readonly locations: string[];
    readonly manifestPath: string;
  }[];
}

/** Properties of `MarValidation`: `properties` in `cdk8s.yaml`. */
export interface MarValidationProps {
  /**
   * What exists although no manifest makes it: `Secret/prod/orders-db`, and `PriorityClass/high` for what belongs to no
   * namespace, or for any.
   * @default - nothing
   */
  readonly existing?: string[];
}

/**
 * The rules as a validation plugin of the cdk8s CLI, for apps that are no `MarApp`. It sees manifests alone: each folder of
 * them is taken for one Kubernetes cluster, a namespace that no manifest makes for one that is there, with what it needs.
 * @throws if something that exists is not named as above
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class MarValidation {
  private readonly existing: readonly string[];

  constructor(props: MarValidationProps = {}) {
    this.existing = (props.existing ?? []).map(existingKey);
  }

  /** Checks manifests, and reports what breaks a rule; warnings are reported and let pass. */
  public validate(context: IValidationContext): Promise<void> {
    const findings = inOrder(
      [...grouped(context.manifests, (file) => path.dirname(file)).values()].flatMap((files) =>
        this.check(context, files),
      ),
    );
    const open = findings.filter(({ reason }) => reason === undefined);
    for (const finding of open) context.report.addViolation(violationOf(finding));
    context.report.submit(open.some(({ severity }) => severity === Severity.ERROR) ? 'failure' : 'success');
    return Promise.resolve();
  }

  private check(context: IValidationContext, files: readonly string[]): CheckFinding[] {
    const all = [...files]
      .sort()
      .flatMap((file) => context.parseManifest(file).flatMap((document) => manifestsIn(withoutNulls(document), file)));
    const namespaces = all.map(({ namespace }) => keyOf('Namespace', '', namespace));
    return runRules(RULES, new Manifests(all, [...this.existing, ...namespaces])).map(({ finding }) => finding);
  }
}

function existingKey(text: string): string {
  const [kind, ...names] = text.split('/');
  const [name, namespace] = names.reverse();
  if (kind === undefined || kind === '' || name === undefined || name === '' || names.length > 2) {
    throw callError(`existing '${text}'`, 'must be of the form Kind/namespace/name or Kind/name', 'correct it');
  }
  const likely = likelyKind(kind);
  if (likely !== undefined) throw callError(`existing '${text}'`, 'must name a kind', `did you mean '${likely}'?`);
  return keyOf(kind, namespace ?? ANY_NAMESPACE, name);
}

/** A message starts with the field. */
function violationOf({ code, title, message, path: manifestPath, object }: CheckFinding): ValidationViolation {
  const locations = [message.slice(0, message.indexOf(' must '))];
  const violatingResources = [{ resourceName: object.replace(/.*[ /]/, ''), locations, manifestPath }];
  return { ruleName: `${code} ${object}`, recommendation: title, fix: message, violatingResources };
}
