import { ApiObject, Chart } from 'cdk8s';
import { propError } from '../internal/errors';

/** Names of Secrets, and why their data may be in the manifests. */
export type LiteralSecrets = Readonly<Record<string, string>>;

/** What is allowed, for reviewers to see in an annotation of the namespace. */
export function literalSecretsAnnotation(allowed: LiteralSecrets = {}): Record<string, string> {
  const lines = Object.entries(allowed).map(([name, reason]) => `${name}: ${reason}`);
  return lines.length === 0 ? {} : { 'literal-secrets': lines.sort().join('; ') };
}

/**
 * Refuses, at synth, Secrets whose data are in the manifests: whoever reads the repository or its history would have them.
 * @throws if a Secret is allowed without a reason
 */
export function forbidLiteralSecrets(chart: Chart, allowed: LiteralSecrets = {}): void {
  for (const [name, reason] of Object.entries(allowed)) {
    if (reason.trim() !== '') continue;
    throw propError(chart, `allowLiteralSecrets['${name}']`, reason, 'must give a reason', 'say why it is no secret');
  }
  const validate = (): string[] => secretsOf(chart).filter((secret) => !(secret.name in allowed)).map(finding); // prettier-ignore
  chart.node.addValidation({ validate });
}

/** The Secrets of a chart that have data, from whatever library they are. */
function secretsOf(chart: Chart): ApiObject[] {
  const objects = chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  return objects.filter(({ kind, apiVersion }) => kind === 'Secret' && apiVersion === 'v1').filter(hasData);
}

function hasData(secret: ApiObject): boolean {
  const { data, stringData } = secret.toJson() as { data?: object; stringData?: object };
  return Object.keys({ ...data, ...stringData }).length > 0;
}

function finding({ name, node }: ApiObject): string {
  return (
    `Secret must not have its data in the manifests, got '${name}' of ${node.path}: refer to one that exists with ` +
    'Secret.fromSecretName, have it written by External Secrets or Sealed Secrets, or name it in allowLiteralSecrets'
  );
}
