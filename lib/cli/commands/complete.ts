import { Command, commandOf, COMMANDS, flagsOf, GLOBAL, SHELLS } from '../commands';
import { flag, FlagName } from '../flags';
import { Screen } from '../screen';
import { ExitCode } from '../session';
import { namesOf } from '../targets';
import { Words, wordsOf } from '../words';
import { Client, Surroundings } from '../world';

/** Milliseconds to wait for the answer of the server. */
const PATIENCE = 1000;

/**
 * Prints the completions of the word under the cursor, one per line. Prints nothing if there are none or the server cannot
 * be asked. A completion that ends in `/` is incomplete: the shell adds no space after it.
 */
export async function complete(written: readonly string[], screen: Screen, world: Surroundings): Promise<ExitCode> {
  const words = wordsOf(written);
  const known = await candidates(words, world).catch(() => []);
  const fitting = known.filter((word) => word.startsWith(words.current));
  screen.print(fitting.map((word) => `${words.prefix}${word}`));
  return ExitCode.DONE;
}

async function candidates(words: Words, world: Surroundings): Promise<readonly string[]> {
  const { current, valued, operands } = words;
  const command = commandOf(operands[0]);
  if (valued === 'output') return command?.outputs ?? [];
  if (valued === 'namespace') return asked(words, world, clusters);
  if (valued === 'context') return world.contexts(words.values.kubeconfig);
  if (valued !== undefined) return [];
  if (current.startsWith('-')) return options(command === undefined ? [...GLOBAL, 'version'] : flagsOf(command));
  if (command === undefined) return COMMANDS.map(({ name }) => name);
  const known = await operandsOf(command, words, world);
  return known.filter((word) => !operands.slice(1).includes(word));
}

function options(flags: readonly FlagName[]): string[] {
  return flags.map((name) => (flag(name).isOn === true ? `--no-${name}` : `--${name}`));
}

async function operandsOf({ operands }: Command, words: Words, world: Surroundings): Promise<readonly string[]> {
  if (operands === 'shell') return SHELLS;
  return asked(words, world, operands === 'clusters' ? clusters : instances);
}

/**
 * Connects to the server and returns the result of `ask`, or an empty list if it takes longer than `PATIENCE`. Connecting
 * may also run a credential plugin of the kubeconfig.
 */
async function asked(
  words: Words,
  world: Surroundings,
  ask: (client: Client, words: Words) => Promise<string[]>,
): Promise<string[]> {
  const { kubeconfig, context } = words.values;
  let client: Client | undefined;
  const answer = async (): Promise<string[]> => {
    client = await world.connect({ kubeconfig, context });
    return ask(client, words);
  };
  try {
    return await Promise.race([answer(), world.sleep(PATIENCE).then(() => [])]);
  } finally {
    client?.close();
  }
}

async function clusters(client: Client): Promise<string[]> {
  return (await client.clusters()).map(({ name }) => name);
}

async function instances(client: Client, { current, values: { namespace } }: Words): Promise<string[]> {
  const end = current.indexOf('/');
  if (end !== -1) return namesOf(await client.list({ cluster: current.slice(0, end) }));
  if (namespace !== undefined) return ids(client, namespace);
  const others = clusters(client).catch(() => []); // users with a role in one cluster may not list clusters
  return [...(await ids(client, client.cluster)), ...(await others).map((name) => `${name}/`)];
}

async function ids(client: Client, cluster: string): Promise<string[]> {
  return [...new Set((await client.list({ cluster })).map(({ id }) => id))];
}
