import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { propError, Where } from '../internal/errors';
import { LITERAL_SECRETS } from '../internal/labels';
import { nearestScope } from '../internal/scope';
import { requireRecord } from '../internal/values';
import { toJson } from '../synth/render';

/** Names of Secrets, and why their data may be in the manifests. */
export type LiteralSecrets = Readonly<Record<string, string>>;

/** The charts that forbid them. */
const GUARDED = new WeakSet<IConstruct>();

/** What is allowed, for reviewers to see in an annotation of the namespace. */
export function literalSecretsAnnotation(where: Where, allowed: LiteralSecrets = {}): Record<string, string> {
  requireReasons(where, allowed);
  const lines = Object.entries(allowed).map(([name, reason]) => `${name}: ${reason}`);
  return lines.length === 0 ? {} : { [LITERAL_SECRETS]: lines.sort().join('; ') };
}

/**
 * Refuses, at synth, Secrets whose data are in the manifests: whoever reads the repository or its history would have them.
 * Where some can be allowed, errors say so.
 * @throws if a Secret is allowed without a reason
 */
export function forbidLiteralSecrets(chart: Chart, allowed: LiteralSecrets = {}, canAllow = true): void {
  requireReasons(chart, allowed);
  const names = Object.keys(allowed);
  GUARDED.add(chart);
  const validate = (): string[] =>
    secretsOf(chart)
      .filter((secret) => !names.includes(secret.name))
      .map((secret) => describe(secret, canAllow));
  chart.node.addValidation({ validate });
}

function requireReasons(where: Where, allowed: LiteralSecrets): void {
  requireRecord(where, 'allowLiteralSecrets', allowed);
  for (const [name, reason] of Object.entries(allowed)) {
    if (typeof reason === 'string' && reason.trim() !== '') continue;
    throw propError(where, `allowLiteralSecrets['${name}']`, reason, 'must give a reason', 'say why it is no secret');
  }
}

function describe({ name, node }: ApiObject, canAllow: boolean): string {
  const safe = [
    'refer to one that exists with Secret.fromSecretName',
    'have it written by External Secrets or Sealed Secrets',
  ];
  const ways = canAllow ? [...safe, 'name it in allowLiteralSecrets'] : safe;
  const advice = `${ways.slice(0, -1).join(', ')}, or ${String(ways.at(-1))}`;
  return `Secret must not have its data in the manifests, got '${name}' of ${node.path}: ${advice}`;
}

/** The Secrets of a chart that have data, from whatever library they are. */
function secretsOf(chart: Chart): ApiObject[] {
  const objects = chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  const secrets = objects.filter(({ kind, apiVersion }) => kind === 'Secret' && apiVersion === 'v1');
  return secrets.filter((secret) => guardOf(secret) === chart && hasData(secret));
}

/** The nearest chart that forbids them, with what it allows. */
function guardOf(secret: ApiObject): IConstruct | undefined {
  return nearestScope(secret, (scope) => GUARDED.has(scope));
}

function hasData(secret: ApiObject): boolean {
  const { data, stringData } = toJson(secret) as { data?: object; stringData?: object };
  return Object.keys({ ...data, ...stringData }).length > 0;
}
