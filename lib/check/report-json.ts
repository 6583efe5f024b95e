import { CheckFinding } from './run';

/** A list of findings, for programs. */
export function asJson(findings: readonly CheckFinding[]): string {
  const list = findings.map(({ manifest, ...finding }) => ({
    ...finding,
    object: manifest && { kind: manifest.kind, namespace: manifest.namespace, name: manifest.name },
  }));
  return `${JSON.stringify({ findings: list }, undefined, 2)}\n`;
}
