/** Splits text into lines. A tab becomes spaces, which is what a terminal shows of it. */
export function splitLines(text: string): string[] {
  return text.replaceAll('\t', '    ').split(/\r?\n/);
}

/** Puts text on one line: spaces, tabs and line breaks between words become one space. */
export function foldSpaces(text: string): string {
  return trimSpaces(text).replace(/[ \t\r\n]+/g, ' ');
}

/** Removes spaces, tabs and line breaks at both ends, and unlike `trim` nothing else that is invisible. */
export function trimSpaces(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** Joins blocks of lines, with an empty line between two. */
export function separate(blocks: readonly (readonly string[])[]): string[] {
  return blocks.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}
