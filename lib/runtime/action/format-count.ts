/** Returns the count and the noun, in the plural unless the count is 1: `1 pod`, `2 pods`. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
