import { hint } from '../internal/nearest';

/** The question for the end of an error: the one name that begins so, or one that is nearly that. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const longer = known.filter((other) => name !== '' && other.toLowerCase().startsWith(name.toLowerCase()));
  return longer.length === 1 ? `did you mean '${longer.join('')}'?` : hint(name, known);
}
