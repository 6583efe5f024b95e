import { TextFile } from '../../lib/synth/text-file';

/** Files with the given texts; `look` is called when the text of each is half written. */
export function* toFiles(texts: Record<string, string>, look: () => void = () => undefined): Generator<TextFile> {
  for (const [name, text] of Object.entries(texts)) yield { name, chunks: halves(text, look) };
}

function* halves(text: string, look: () => void): Generator<string> {
  const half = Math.trunc(text.length / 2);
  yield text.slice(0, half);
  look();
  yield text.slice(half);
}
