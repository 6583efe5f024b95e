import { IConstruct } from 'constructs';
import { propError } from '../internal/errors';
import { hint } from '../internal/nearest';
import { RULES } from './catalogue';

/** Code of violations that constructs report themselves. A plain cdk8s App fails on them too, so they cannot be allowed. */
export const OF_CONSTRUCTS = 'MAR-V01';

/**
 * Matches codes that look like a code of this library, in upper or lower case. All codes that start with `MAR-` are
 * reserved.
 */
const OURS = /^MAR-|^[Mm][Aa][Rr]-[A-Za-z]\d+$/;

const CODES: readonly string[] = RULES.map(({ code }) => code);

/** Throws if `code` is `OF_CONSTRUCTS`, or looks like a code of this library but is not one. */
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
