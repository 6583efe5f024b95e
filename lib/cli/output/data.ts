import { stringify } from 'yaml';

/** A value as a program reads it: `json` or `yaml`. */
export function dataText(form: string, value: unknown): string {
  return form === 'json' ? JSON.stringify(value, undefined, 2) : stringify(value).trimEnd();
}
