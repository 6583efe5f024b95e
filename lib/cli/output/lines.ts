/** Splits `text` into lines and replaces each tab by four spaces, because a tab would be escaped in the output. */
export function splitLines(text: string): string[] {
  return text.replaceAll('\t', '    ').split(/\r?\n/);
}

/**
 * Puts `text` on one line: removes spaces, tabs and line breaks at both ends, and replaces each run of them in between by
 * one space.
 */
export function foldSpaces(text: string): string {
  return trimSpaces(text).replace(/[ \t\r\n]+/g, ' ');
}

/**
 * Removes spaces, tabs and line breaks at both ends of `text`. Unlike `trim`, keeps other invisible characters such as
 * U+FEFF, which the output then shows as an escape.
 */
export function trimSpaces(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** Joins blocks of lines, with an empty line between two blocks. */
export function separate(blocks: readonly (readonly string[])[]): string[] {
  return blocks.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}
