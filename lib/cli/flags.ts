/** An option of the command line. */
export interface Flag {
  /** One letter. */
  readonly short?: string;
  /** What its value is called. A switch has none. */
  readonly value?: string;
  /** Of a switch that is on unless it is negated. */
  readonly isOn?: boolean;
  readonly says: string;
}

/** All options, by name. */
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

/** The name of an option. */
export type FlagName = keyof typeof FLAGS;

/** An option by its name. */
export function flag(name: FlagName): Flag {
  return FLAGS[name];
}

/** How an option is written, without its dashes: what is on is turned off by a name of its own. */
export function spellings(name: FlagName): string[] {
  return flag(name).isOn === true ? [name, `no-${name}`] : [name];
}

/** The names of all options. */
export const FLAG_NAMES = Object.keys(FLAGS) as FlagName[];
