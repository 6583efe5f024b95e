import { Bench } from './bench';
import { Program } from './program';

/** Of programs that are tried in one round. */
const ROUND = 30;

/** Programs that say one thing less, the smallest first: each entry, each field and each part of an odd string, left out in turn. */
export function smaller<T>(program: T): T[] {
  return without(program).sort((a, b) => length(a) - length(b)) as T[];
}

/** What is wrong, without what differs from app to app: names, numbers and what else is quoted. */
export function kindOf(complaint: string): string {
  return complaint
    .replace(/^(\w+) s[0-9a-z]{3}-\S+/, '$1') // who has it
    .replace(/"[^"]*"/g, '"…"')
    .replace(/\d+(\.\d+)?\w*/g, '#')
    .replace(/\S*[a-z0-9]+-[a-z0-9-]+\S*/g, '…');
}

/** A program that is as small as can be found in some time, and still wrong in the same way. */
export async function smallest(
  program: Program,
  complaints: readonly string[],
  bench: Bench,
  until: number,
): Promise<Program> {
  const kind = kindOf(complaints[0] ?? '');
  let known = program;
  while (Date.now() < until) {
    const tried = await Promise.all(
      sound(smaller(known), bench).map(([less, wrong]) => wrong.then((all) => ({ less, all }))),
    );
    const found = tried.find(({ all }) => all.some((complaint) => kindOf(complaint) === kind));
    if (found === undefined) return known;
    known = found.less;
  }
  return known;
}

/** Those that synthesize, and what is wrong with each. */
function sound(programs: readonly Program[], bench: Bench): [Program, Promise<string[]>][] {
  const trials: [Program, Promise<string[]>][] = [];
  for (const program of programs) {
    if (trials.length === ROUND) break;
    try {
      trials.push([program, bench.complaints(bench.synth(program))]);
    } catch {
      continue; // what is refused is not what is looked for
    }
  }
  return trials;
}

function without(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, i) => [
      value.filter((_, j) => j !== i),
      ...without(item).map((less) => value.map((one: unknown, j) => (j === i ? less : one))),
    ]);
  }
  if (typeof value === 'string') return shorter(value);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    const others = Object.entries(value).filter(([other]) => other !== key);
    const rest = Object.fromEntries(others);
    return [rest, ...without(field).map((less) => ({ ...rest, [key]: less }))];
  });
}

/** Returns the halves of a string that no name looks like, and each of its characters. */
function shorter(value: string): string[] {
  const characters = Array.from(value);
  if (characters.length < 2 || /^[-\w./:*@]*$/.test(value)) return [];
  const half = Math.ceil(characters.length / 2);
  const halves = [characters.slice(0, half), characters.slice(half)].map((part) => part.join(''));
  return [...new Set([...characters, ...halves])].filter((one) => one !== value);
}

/** A program as JSON in characters that every terminal shows. */
export function printed(program: Program, indent?: number): string {
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(program, null, indent).replace(/[^\n -~]/g, escaped);
}

function length(value: unknown): number {
  return JSON.stringify(value).length;
}
