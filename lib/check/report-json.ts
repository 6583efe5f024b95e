import { CheckFinding } from './run';

/** A list of findings, for programs. */
export function asJson(findings: readonly CheckFinding[]): string {
  return `${JSON.stringify({ findings }, undefined, 2)}\n`;
}
