import { IConstruct } from 'constructs';
import { propError } from '../internal/errors';
import { hint } from '../internal/nearest';
import { RULES } from './catalogue';

/** What constructs find wrong with themselves fails in a stock App too, so that nothing silences it. */
export const OF_CONSTRUCTS = 'MAR-V01';

/** Like the codes of this library, in whatever letters. Those that start with `MAR-` are taken. */
const OURS = /^MAR-|^[Mm][Aa][Rr]-[A-Za-z]\d+$/;

const CODES: readonly string[] = RULES.map(({ code }) => code);

/** Refuses a code of this library that silences nothing. */
export function requireKnownCode(where: IConstruct, code: string): void {
  const upper = code.toUpperCase();
  if (upper === OF_CONSTRUCTS) {
    const advice = 'correct what the construct finds wrong with itself';
    throw propError(where, 'code', code, 'must be of a rule that can be silenced', advice);
  }
  if (!OURS.test(code) || CODES.includes(code)) return;
  const group = CODES.filter((known) => known.charAt('MAR-'.length) === upper.charAt('MAR-'.length));
  const advice = hint(upper, group) ?? hint(upper, CODES) ?? 'docs/checks.md lists them';
  throw propError(where, 'code', code, "must be that of a rule of MAR's", advice);
}
