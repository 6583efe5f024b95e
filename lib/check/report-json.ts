import { CheckFinding } from './run';

/** Formats violations as JSON. */
export function asJson(findings: readonly CheckFinding[]): string {
  return `${JSON.stringify({ findings }, undefined, 2)}\n`;
}
