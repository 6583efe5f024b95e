import { Command } from './commands';
import { secondsOf } from './duration';
import { FlagName } from './flags';
import { didYouMean } from './suggest';
import { UsageError } from './usage-error';
import { isOn, lastOf, Written } from './written';

/** Checked options and arguments of a command. */
export interface Options {
  /** Arguments after the name of the command. */
  readonly operands: readonly string[];
  readonly namespace?: string;
  readonly allClusters: boolean;
  readonly all: boolean;
  readonly selector?: string;
  /** Output format, one of those that the command supports. Undefined if `--output` was not used. */
  readonly output?: string;
  readonly watch: boolean;
  readonly wait: boolean;
  readonly timeoutSeconds?: number;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly kubeconfig?: string;
  readonly context?: string;
}

/**
 * Returns the options of `command`, each checked by itself. Combinations are checked later.
 *
 * @throws UsageError if an argument is empty, the output format is not supported or the timeout is not a duration
 */
export function optionsOf(command: Command, operands: readonly string[], written: readonly Written[]): Options {
  const text = (name: FlagName): string | undefined => lastOf(written, name)?.value;
  const on = (name: FlagName): boolean => isOn(written, name);
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
    allClusters: on('all-clusters'),
    all: on('all'),
    watch: on('watch'),
    wait: on('wait'),
    dryRun: on('dry-run'),
    yes: on('yes'),
  };
}

function requireForm({ outputs }: Command, output: string): void {
  if (outputs.includes(output)) return;
  const advice = didYouMean(output, outputs) ?? `it is one of ${outputs.join(', ')}`;
  throw new UsageError(`--output has no form '${output}': ${advice}`);
}
