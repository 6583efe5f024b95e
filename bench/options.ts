import { parseArgs } from 'node:util';

export const SUBJECTS = ['mar', 'cdk8s', 'helm', 'floor', 'examples', 'start'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What is measured, and how often. */
export interface Options {
  readonly subjects: readonly Subject[];
  /** Numbers of instances, in ascending order. */
  readonly sizes: readonly number[];
  readonly runs: number;
  /** The most instances that stock cdk8s is given: beyond, it takes minutes. */
  readonly stockLimit: number;
}

/** @throws if an option is not known, or has not the form that it must have */
export function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      subjects: { type: 'string', default: SUBJECTS.join() },
      sizes: { type: 'string', default: '1000,3000,10000,30000' },
      runs: { type: 'string', default: '3' },
      'stock-limit': { type: 'string', default: '3000' },
    },
  });
  const sizes = new Set(values.sizes.split(',').map((size) => count('sizes', size)));
  return {
    subjects: values.subjects.split(',').map(subject),
    sizes: [...sizes].sort((a, b) => a - b),
    runs: count('runs', values.runs),
    stockLimit: count('stock-limit', values['stock-limit']),
  };
}

function subject(name: string): Subject {
  const known = SUBJECTS.find((one) => one === name);
  if (known === undefined) throw new Error(`--subjects must be among ${SUBJECTS.join()}, got '${name}'`);
  return known;
}

function count(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${option} must be whole and above 0, got '${text}'`);
  return Number(text);
}
