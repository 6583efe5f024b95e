import { Command, flagsOf } from './commands';
import { secondsOf } from './duration';
import { flag, FlagName } from './flags';
import { didYouMean } from './suggest';
import { UsageError } from './usage-error';

/** What a command line says, checked. */
export interface Options {
  /** Arguments that are no options. */
  readonly operands: readonly string[];
  readonly namespace?: string;
  readonly allClusters: boolean;
  readonly all: boolean;
  readonly selector?: string;
  /** One of the forms of the command; undefined if none was asked for. */
  readonly output?: string;
  readonly watch: boolean;
  readonly wait: boolean;
  readonly timeoutSeconds?: number;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** What the parser found: of each option its values, of which the last one counts, as it does for kubectl. */
export type Given = (name: FlagName) => unknown;

/** Checks what can be checked of each option by itself. */
export function optionsOf(command: Command, operands: readonly string[], given: Given): Options {
  const text = (name: FlagName): string | undefined => textOf(command, name, last(given(name)));
  const isOn = (name: FlagName): boolean => (last(given(name)) ?? flag(name).isOn ?? false) === true;
  const [output, timeout] = [text('output'), text('timeout')];
  if (operands.includes('')) throw new UsageError('an argument is empty: leave it out');
  if (output !== undefined) requireForm(command, output);
  return {
    operands,
    output,
    namespace: text('namespace'),
    selector: text('selector'),
    kubeconfig: text('kubeconfig'),
    context: text('context'),
    timeoutSeconds: timeout === undefined ? undefined : secondsOf(timeout),
    allClusters: isOn('all-clusters'),
    all: isOn('all'),
    watch: isOn('watch'),
    wait: isOn('wait'),
    dryRun: isOn('dry-run'),
    yes: isOn('yes'),
  };
}

function last(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value;
}

/** What is empty is most often a variable of a script that was never set. */
function textOf(command: Command, name: FlagName, value: unknown): string | undefined {
  if (!flagsOf(command).includes(name) || value === undefined) return undefined;
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} needs a value`);
  return value;
}

function requireForm({ outputs }: Command, output: string): void {
  if (outputs.includes(output)) return;
  const advice = didYouMean(output, outputs) ?? `it is one of ${outputs.join(', ')}`;
  throw new UsageError(`--output has no form '${output}': ${advice}`);
}
