import { hint } from '../internal/nearest';

/**
 * Returns a question such as `did you mean 'x'?` for an error message: the only name in `known` that starts with `name`,
 * otherwise one that is spelled similarly. Undefined if no name fits.
 */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const longer = known.filter((other) => name !== '' && other.toLowerCase().startsWith(name.toLowerCase()));
  return longer.length === 1 ? `did you mean '${longer.join('')}'?` : hint(name, known);
}
