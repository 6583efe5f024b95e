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

/** Part of the input of a validation plugin of the cdk8s CLI that `MarValidation` uses. */
export interface IValidationContext {
  /** Paths of the manifest files to check. */
  readonly manifests: readonly string[];
  /** Report to which violations are added. */
  readonly report: IValidationReport;
  /** Returns the objects in a manifest file. */
  parseManifest(manifestPath: string): unknown[];
}

/** Report that the cdk8s CLI prints. */
export interface IValidationReport {
  /** Adds a violation to the report. */
  addViolation(violation: ValidationViolation): void;
  /** Completes the report. The CLI fails if `status` is `failure`. */
  submit(status: 'success' | 'failure'): void;
}

/** Violation in the format of the cdk8s CLI. */
export interface ValidationViolation {
  /** Code of the rule, followed by the object. */
  readonly ruleName: string;
  /** Title of the rule: the condition that must hold. */
  readonly recommendation: string;
  /** Message of the violation: what is wrong and how to correct it. */
  readonly fix: string;
  /** Objects that break the rule: the name, the field and the manifest file of each. */
  readonly violatingResources: {
    readonly resourceName: string;
    readonly locations: string[];
    readonly manifestPath: string;
  }[];
}

/** Properties of `MarValidation`, given as `properties` in `cdk8s.yaml`. */
export interface MarValidationProps {
  /**
   * Objects that exist although no manifest creates them, such as `Secret/prod/orders-db`. Without a namespace, as in
   * `PriorityClass/high`, an entry means a cluster-scoped object or an object in any namespace.
   * @default - nothing
   */
  readonly existing?: string[];
}

/**
 * Runs the rules as a validation plugin of the cdk8s CLI, for apps that do not use `MarApp`. The plugin sees only manifests.
 * It treats each folder of manifests as one Kubernetes cluster, and assumes that a namespace without a manifest exists and
 * contains the objects that others refer to.
 * @throws if an entry of `existing` has the wrong form or a misspelled kind
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class MarValidation {
  private readonly existing: readonly string[];

  constructor(props: MarValidationProps = {}) {
    this.existing = (props.existing ?? []).map(existingKey);
  }

  /**
   * Checks the manifests and reports each violation that is not allowed by an annotation. Submits `failure` if at least one
   * violation is an error; warnings alone succeed.
   */
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

/** Converts a violation to the format of the cdk8s CLI. The location is the start of the message, which names the field. */
function violationOf({ code, title, message, path: manifestPath, object }: CheckFinding): ValidationViolation {
  const locations = [message.slice(0, message.indexOf(' must '))];
  const violatingResources = [{ resourceName: object.replace(/.*[ /]/, ''), locations, manifestPath }];
  return { ruleName: `${code} ${object}`, recommendation: title, fix: message, violatingResources };
}
