import { flag, FLAG_NAMES } from './flags';
import { UsageError } from './usage-error';

const VALUED = FLAG_NAMES.filter((name) => flag(name).value !== undefined);
const TAKES_VALUE: readonly string[] = VALUED.flatMap((name) => [name, flag(name).short ?? []].flat());
const KNOWN: readonly string[] = FLAG_NAMES.flatMap((name) => [name, flag(name).short ?? []].flat());

/**
 * Takes short options apart that are written as one, as kubectl's users do: `-Aowide` is `-A -o wide`.
 * @throws UsageError if a switch has a value such as `--dry-run=server`, which the parser would take for false
 */
export function apart(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const options = (end === -1 ? argv : argv.slice(0, end)).flatMap(letters);
  options.forEach(requireNoValue);
  return [...options, ...(end === -1 ? [] : argv.slice(end))];
}

function letters(argument: string): string[] {
  const [, letter = '', rest = ''] = /^-([A-Za-z])(.+)$/s.exec(argument) ?? [];
  if (letter === '') return [argument];
  if (TAKES_VALUE.includes(letter)) return [`-${letter}`, rest.replace(/^=/, '')];
  return rest.startsWith('=') ? [argument] : [`-${letter}`, ...letters(`-${rest}`)];
}

function requireNoValue(argument: string): void {
  const [, option = '', name = '', value = ''] = /^(--?([^=]+))=(.*)$/s.exec(argument) ?? [];
  if (!KNOWN.includes(name) || TAKES_VALUE.includes(name) || ['true', 'false'].includes(value)) return;
  throw new UsageError(`${option} takes no value but true and false, got '${value}': leave it out`);
}
