/**
 * Characters that steer a terminal (C0, DEL, C1), reorder the text around them (bidirectional controls), show nothing (zero-width
 * characters, fillers, variation selectors, tags), or are not characters (lone surrogates, U+FFFE). Does not match line feeds.
 * Letters of scripts that are written from right to left are text and stay.
 * @see https://nvd.nist.gov/vuln/detail/CVE-2021-25743
 * @see https://trojansource.codes
 */
const UNSAFE = /[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u
  .source;

/** An emoji, with the joiners and selectors that Unicode has between and after its parts: they stay, as in 👩‍💻. */
const EMOJI_PART = String.raw`\p{Extended_Pictographic}[\u{fe0f}\p{Emoji_Modifier}]?`;

const EMOJI_OR_UNSAFE = new RegExp(`(${EMOJI_PART}(?:\\u{200d}${EMOJI_PART})*)|${UNSAFE}`, 'gu');

/** Anything but printable ASCII and line feeds: most text has none of it, and is done with after one look. */
const UNUSUAL = /[^\n\x20-\x7e]/;

/** Replaces each unsafe character of `text` with what `spell` returns for it. Line feeds stay. */
export function replaceUnsafe(text: string, spell: (character: string) => string): string {
  if (!UNUSUAL.test(text)) return text;
  return text.replace(EMOJI_OR_UNSAFE, (found, emoji: string | undefined) => emoji ?? spell(found));
}

/** Returns true if `text` has a character that `replaceUnsafe` replaces. */
export function isUnsafe(text: string): boolean {
  return replaceUnsafe(text, () => '') !== text;
}

/** Spells unsafe characters out, such as `\x1b`, `\u202e` and `\u{e0041}`. Line feeds stay. */
export function escapeText(text: string): string {
  return replaceUnsafe(text, spellOut);
}

/** Spells unsafe characters out, and line feeds too: the result is one line. */
export function escapeLine(text: string): string {
  return escapeText(text).replaceAll('\n', '\\n');
}

function spellOut(character: string): string {
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
