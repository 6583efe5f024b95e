import { IConstruct } from 'constructs';
import { propError } from '../internal/errors';
import { chartOf, nearestScope } from '../internal/scope';
import { requireUnicode } from '../internal/unicode';
import { requireKnownCode } from './known-codes';
import { isClusterScoped, likelyKind } from '../kube/scoped-kinds';
import { ANY_NAMESPACE, keyOf } from './manifests';
import { requireInstance, requireText } from '../internal/values';

/** Survives a second copy of this package in one program, as the symbols of cdk8s do. */
const CHECKS = Symbol.for('cdk8s-mar.Checks');

/** What a code may be: it becomes part of the key of an annotation. */
const CODE = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,48}[A-Za-z0-9])?$/;

/** Before the code: the annotation that says why a rule does not hold for an object. */
const ALLOW = 'checks.cdk8s-mar/allow.';

/** What the checks are told about a construct and everything in it. */
export class Checks {
  /** The checks of a construct: of an instance, a cluster, or the whole app. */
  public static of(construct: IConstruct): Checks {
    requireInstance('Checks.of', 'construct', construct, 'node', 'a construct', 'a MarCluster');
    const known = (construct as { [CHECKS]?: Checks })[CHECKS];
    if (known !== undefined) return known;
    const checks = new Checks(construct);
    Object.defineProperty(construct, CHECKS, { value: checks });
    return checks;
  }

  /** Why a rule need not hold for a construct, as it or the nearest around it says. @internal */
  public static _reason(construct: IConstruct, code: string): string | undefined {
    const scope = nearestScope(construct, (one) => peek(one)?.reasons.has(code) ?? false);
    return scope && peek(scope)?.reasons.get(code);
  }

  /** What a construct itself declares to exist. @internal */
  public static _existing(construct: IConstruct): readonly string[] {
    return peek(construct)?.existing ?? [];
  }

  private readonly reasons = new Map<string, string>();
  private readonly existing: string[] = [];

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Silences a rule for this construct and everything in it. The objects that would break it carry the reason in the
   * annotation `checks.cdk8s-mar/allow.<code>`.
   * @throws if the code is not valid or starts like those of MAR and is none, or there is no reason
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
   * Says that objects exist, which no manifest of this app makes: in the namespace of this construct's chart or, outside of
   * any chart, in every one of the region or the app. What `fromSecretName` and its kin of cdk8s-plus lead to is known already.
   * @throws if the kind is another spelling of one of Kubernetes
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

/** Whether a text can be the code of a rule. */
export function isCode(text: string): boolean {
  return typeof text === 'string' && CODE.test(text);
}

/** The annotation that silences a rule for an object. */
export function allowAnnotation(code: string): string {
  return `${ALLOW}${code}`;
}

/** How an object is known that exists already. */
export function existingKey(construct: IConstruct, kind: string, name: string): string {
  const chart = chartOf(construct);
  const namespace = chart === undefined ? ANY_NAMESPACE : (chart.namespace ?? '');
  return keyOf(kind, isClusterScoped(kind) ? '' : namespace, name);
}

function peek(construct: IConstruct): Checks | undefined {
  return (construct as { [CHECKS]?: Checks })[CHECKS];
}
