import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { propError, Where } from '../internal/errors';
import { LITERAL_SECRETS } from '../internal/labels';
import { nearestScope } from '../internal/scope';
import { requireRecord } from '../internal/values';
import { toJson } from '../synth/render';

/** Reasons why the data of Secrets may be in the manifests, by the name of the Secret. */
export type LiteralSecrets = Readonly<Record<string, string>>;

/** Charts that forbid Secrets with data. */
const GUARDED = new WeakSet<IConstruct>();

/**
 * Returns the annotation of the Namespace that shows reviewers the allowed Secrets, or an empty object if none are allowed.
 * Throws if a Secret has no reason.
 */
export function renderLiteralSecretsAnnotation(where: Where, allowed: LiteralSecrets = {}): Record<string, string> {
  requireReasons(where, allowed);
  const lines = Object.entries(allowed).map(([name, reason]) => `${name}: ${reason}`);
  return lines.length === 0 ? {} : { [LITERAL_SECRETS]: lines.sort().join('; ') };
}

/**
 * Adds a validation to `chart` that reports, at synth, each Secret whose data is in the manifests and that `allowed` does
 * not name. Otherwise anyone who can read the repository or its history could read the data. If `canAllow` is true, the
 * message mentions `allowLiteralSecrets`.
 * @throws if a Secret in `allowed` has no reason
 */
export function forbidLiteralSecrets(chart: Chart, allowed: LiteralSecrets = {}, canAllow = true): void {
  requireReasons(chart, allowed);
  const names = Object.keys(allowed);
  GUARDED.add(chart);
  const validate = (): string[] =>
    findLiteralSecrets(chart)
      .filter((secret) => !names.includes(secret.name))
      .map((secret) => formatLiteralSecret(secret, canAllow));
  chart.node.addValidation({ validate });
}

function requireReasons(where: Where, allowed: LiteralSecrets): void {
  requireRecord(where, 'allowLiteralSecrets', allowed);
  for (const [name, reason] of Object.entries(allowed)) {
    if (typeof reason === 'string' && reason.trim() !== '') continue;
    throw propError(where, `allowLiteralSecrets['${name}']`, reason, 'must give a reason', 'say why it is no secret');
  }
}

function formatLiteralSecret({ name, node }: ApiObject, canAllow: boolean): string {
  const safe = [
    'refer to one that exists with Secret.fromSecretName',
    'have it written by External Secrets or Sealed Secrets',
  ];
  const ways = canAllow ? [...safe, 'name it in allowLiteralSecrets'] : safe;
  const advice = `${ways.slice(0, -1).join(', ')}, or ${String(ways.at(-1))}`;
  return `Secret must not have its data in the manifests, got '${name}' of ${node.path}: ${advice}`;
}

/** Returns the Secrets with data that `chart` has to check, created with any library. */
function findLiteralSecrets(chart: Chart): ApiObject[] {
  const objects = chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  const secrets = objects.filter(({ kind, apiVersion }) => kind === 'Secret' && apiVersion === 'v1');
  return secrets.filter((secret) => findGuard(secret) === chart && hasData(secret));
}

/** Returns the nearest chart around `secret` that forbids Secrets with data, or undefined if no chart does. */
function findGuard(secret: ApiObject): IConstruct | undefined {
  return nearestScope(secret, (scope) => GUARDED.has(scope));
}

function hasData(secret: ApiObject): boolean {
  const { data, stringData } = toJson(secret) as { data?: object; stringData?: object };
  return Object.keys({ ...data, ...stringData }).length > 0;
}
