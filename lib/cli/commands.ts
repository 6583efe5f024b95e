import { FlagName } from './flags';

/** Name of a command. */
export type CommandName = 'list' | 'get' | 'status' | 'start' | 'stop' | 'restart' | 'completion';

/** Kind of things that the arguments of a command name. */
export type Operands = 'clusters' | 'instances' | 'shell';

/** Shells for which a completion script exists. */
export const SHELLS: readonly string[] = ['bash', 'zsh'];

/** Arguments, options and help of a command. Its function is in `run.ts`. */
export interface Command {
  readonly name: CommandName;
  readonly says: string;
  readonly operands: Operands;
  readonly flags: readonly FlagName[];
  /** Formats that `--output` accepts, with the default first. For `status` that is the default for one cluster. */
  readonly outputs: readonly string[];
  /** Example command lines, each with an explanation. */
  readonly examples: readonly (readonly [line: string, says: string])[];
}

/** Options that every command has. */
export const GLOBAL: readonly FlagName[] = ['kubeconfig', 'context', 'help'];

const ACTION: readonly FlagName[] = [
  ...(['namespace', 'all', 'selector', 'all-clusters', 'wait', 'timeout', 'dry-run', 'output', 'yes'] as const),
];
const RESULTS = ['lines', 'json', 'yaml', 'name'];

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'list',
    says: 'List instances: of the clusters named, or of the cluster of the context',
    operands: 'clusters',
    flags: ['namespace', 'all-clusters', 'selector', 'output', 'watch'],
    outputs: ['table', 'wide', 'json', 'yaml', 'name'],
    examples: [
      ['mar list prod-us-east', 'the instances of a cluster'],
      ['mar list -A -l team=shop -o wide', 'those with a label, of all clusters, with node and usage'],
      ['mar list prod-us-east -w', 'and each change of them, until Ctrl-C'],
      ['mar list -o name | grep /Pod/ | xargs mar restart -y', 'do something to those of a kind'],
    ],
  },
  {
    name: 'get',
    says: 'Show all that is known of instances',
    operands: 'instances',
    flags: ['namespace', 'output', 'watch'],
    outputs: ['details', 'table', 'wide', 'json', 'yaml', 'name'],
    examples: [
      ['mar get prod-us-east/mar-i-92a1', 'an instance, and why it is not well'],
      ['mar get prod-us-east/Job/import', 'that of a kind, where several have the ID'],
      ['mar get -n prod-us-east mar-i-92a1 -o json', 'the same as JSON'],
      ['mar get prod-us-east/mar-i-92a1 -o wide -w', 'a line for each change of it, until Ctrl-C'],
    ],
  },
  {
    name: 'status',
    says: 'Show quota, instances and warnings of clusters',
    operands: 'clusters',
    flags: ['namespace', 'all-clusters', 'output', 'watch'],
    outputs: ['details', 'table', 'json', 'yaml', 'name'],
    examples: [
      ['mar status prod-us-east', 'a cluster'],
      ['mar status -A', 'a line for each cluster'],
      ['mar status -A -w', 'and once more when one is another, until Ctrl-C'],
    ],
  },
  {
    name: 'start',
    says: 'Start instances that were stopped',
    operands: 'instances',
    flags: ACTION,
    outputs: RESULTS,
    examples: [
      ['mar start prod-us-east/mar-i-92a1', 'start an instance, and wait until it is ready'],
      ['mar start --all -n prod-us-east --timeout 10m', 'all of a cluster'],
    ],
  },
  {
    name: 'stop',
    says: 'Stop instances; storage, Services and Ingresses stay',
    operands: 'instances',
    flags: ACTION,
    outputs: RESULTS,
    examples: [
      ['mar stop prod-us-east/mar-i-92a1', 'stop an instance, and wait until its pods are gone'],
      ['mar stop -n prod-us-east -l tier=cache --dry-run', 'what would be stopped, checked by the server'],
      ['mar stop --all -n staging --no-wait -y', 'all of a cluster, without asking and waiting'],
    ],
  },
  {
    name: 'restart',
    says: 'Restart instances; what is stopped is started',
    operands: 'instances',
    flags: ACTION,
    outputs: RESULTS,
    examples: [
      ['mar restart prod-us-east/mar-i-92a1', 'restart an instance, and wait until it is ready'],
      ['mar restart web worker', 'several, of the cluster of the context'],
    ],
  },
  {
    name: 'completion',
    says: 'Print the shell completion, for bash or zsh',
    operands: 'shell',
    flags: [],
    outputs: [],
    examples: [
      ['source <(mar completion bash)', 'in ~/.bashrc'],
      ['source <(mar completion zsh)', 'in ~/.zshrc'],
    ],
  },
];

/** Returns the command `name`, or undefined if it does not exist. */
export function commandOf(name: string | undefined): Command | undefined {
  return COMMANDS.find((command) => command.name === name);
}

/** Returns the names of all options of a command, including the global ones. */
export function flagsOf({ flags }: Command): FlagName[] {
  return [...flags, ...GLOBAL];
}
