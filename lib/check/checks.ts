import { IConstruct } from 'constructs';
import { propError } from '../internal/errors';
import { chartOf, nearestScope } from '../internal/scope';
import { requireUnicode } from '../internal/unicode';
import { requireKnownCode } from './known-codes';
import { isClusterScoped, likelyKind } from '../kube/scoped-kinds';
import { ANY_NAMESPACE, keyOf } from './manifests';
import { requireInstance, requireText } from '../internal/values';

/** Key of the `Checks` object on a construct. `Symbol.for` makes it work with two copies of this package in one program. */
const CHECKS = Symbol.for('cdk8s-mar.Checks');

/** Pattern of a rule code. The code becomes part of an annotation key, which limits its length and characters. */
const CODE = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,48}[A-Za-z0-9])?$/;

/** Prefix of the annotation key that allows a violation; the rule code follows. */
const ALLOW = 'checks.cdk8s-mar/allow.';

/** Settings of the checks for a construct and everything in it. */
export class Checks {
  /**
   * Returns the settings of a construct, such as an instance, a cluster or the whole app. Creates them at the first call.
   */
  public static of(construct: IConstruct): Checks {
    requireInstance('Checks.of', 'construct', construct, 'node', 'a construct', 'a MarCluster');
    const known = (construct as { [CHECKS]?: Checks })[CHECKS];
    if (known !== undefined) return known;
    const checks = new Checks(construct);
    Object.defineProperty(construct, CHECKS, { value: checks });
    return checks;
  }

  /**
   * Returns the reason why `construct` may break a rule, set on it or on the nearest scope around it; undefined if there is
   * no reason.
   * @internal
   */
  public static _reason(construct: IConstruct, code: string): string | undefined {
    const scope = nearestScope(construct, (one) => peek(one)?.reasons.has(code) ?? false);
    return scope && peek(scope)?.reasons.get(code);
  }

  /** Returns the keys of objects that `construct` itself declares to exist. @internal */
  public static _existing(construct: IConstruct): readonly string[] {
    return peek(construct)?.existing ?? [];
  }

  private readonly reasons = new Map<string, string>();
  private readonly existing: string[] = [];

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Allows violations of a rule in this construct and everything in it. Objects that break the rule get the reason in the
   * annotation `checks.cdk8s-mar/allow.<code>`.
   * @throws if the code is invalid or is an unknown `MAR-` code, or the reason is empty
   */
  public allow(code: string, reason: string): void {
    if (!isCode(code)) throw propError(this.construct, 'code', code, "must be a rule's", "give it as in 'MAR-Q01'");
    requireKnownCode(this.construct, code);
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw propError(this.construct, `reason for ${code}`, reason, 'must be given', 'say why the rule need not hold');
    }
    requireUnicode(this.construct, `reason for ${code}`, reason);
    this.reasons.set(code, reason);
  }

  /**
   * Declares that objects exist which this app does not create. They are expected in the namespace of this construct's
   * chart. Outside of a chart, they are expected in every namespace of the region or app. Objects referred to by
   * `fromSecretName` and similar methods of cdk8s-plus do not need to be declared.
   * @throws if `kind` is a misspelled kind of Kubernetes
   */
  public expectExisting(kind: string, ...names: string[]): void {
    requireText(this.construct, 'kind', kind);
    for (const name of names) requireText(this.construct, 'names', name);
    const likely = likelyKind(kind);
    if (likely !== undefined) {
      throw propError(this.construct, 'kind', kind, 'must be written as in manifests', `did you mean '${likely}'?`);
    }
    this.existing.push(...names.map((name) => existingKey(this.construct, kind, name)));
  }
}

/** Returns true if `text` is a valid rule code. */
export function isCode(text: string): boolean {
  return typeof text === 'string' && CODE.test(text);
}

/** Returns the key of the annotation that allows violations of the rule `code`. */
export function allowAnnotation(code: string): string {
  return `${ALLOW}${code}`;
}

/**
 * Returns the key of an existing object, in the namespace of the construct's chart. The key matches any namespace if the
 * construct is outside of a chart, and has no namespace for a cluster-scoped kind.
 */
export function existingKey(construct: IConstruct, kind: string, name: string): string {
  const chart = chartOf(construct);
  const namespace = chart === undefined ? ANY_NAMESPACE : (chart.namespace ?? '');
  return keyOf(kind, isClusterScoped(kind) ? '' : namespace, name);
}

function peek(construct: IConstruct): Checks | undefined {
  return (construct as { [CHECKS]?: Checks })[CHECKS];
}
