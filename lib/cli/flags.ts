/** Description of a command-line option. */
export interface Flag {
  /** Short name, one letter. */
  readonly short?: string;
  /** Placeholder of the value in the help. Undefined for a switch, which takes no value. */
  readonly value?: string;
  /** True for a switch that is on by default. It is turned off by `--no-NAME`. */
  readonly isOn?: boolean;
  readonly says: string;
}

/** All options of all commands, by long name. */
export const FLAGS = {
  namespace: { short: 'n', value: 'CLUSTER', says: "the cluster, instead of that of the kubeconfig's context" },
  'all-clusters': { short: 'A', says: 'all clusters, which needs a role over all of them' },
  all: { says: 'all instances of the cluster' },
  selector: { short: 'l', value: 'LABELS', says: 'instances with these labels: team=shop,tier!=cache' },
  output: { short: 'o', value: 'FORM', says: 'how to print it' },
  watch: { short: 'w', says: 'print what changes, until Ctrl-C' },
  wait: { isOn: true, says: 'wait until it is done; --no-wait for not' },
  timeout: { value: 'TIME', says: 'for how long to wait for each instance: 90s, 5m, or seconds (5m)' },
  'dry-run': { says: 'let the server check it, without doing it' },
  yes: { short: 'y', says: 'do not ask for confirmation' },
  kubeconfig: { value: 'FILE', says: 'the kubeconfig, instead of KUBECONFIG or ~/.kube/config' },
  context: { value: 'NAME', says: 'the context of the kubeconfig, instead of its current one' },
  help: { short: 'h', says: 'say what a command does' },
  version: { says: 'print the version' },
} as const satisfies { readonly [name: string]: Flag };

/** Long name of an option. */
export type FlagName = keyof typeof FLAGS;

/** Returns the description of the option `name`. */
export function flag(name: FlagName): Flag {
  return FLAGS[name];
}

/**
 * Returns the long names of the option `name`, without dashes: the name itself, and `no-NAME` for a switch that is on by
 * default.
 */
export function spellings(name: FlagName): string[] {
  return flag(name).isOn === true ? [name, `no-${name}`] : [name];
}

/** Long names of all options. */
export const FLAG_NAMES = Object.keys(FLAGS) as FlagName[];
