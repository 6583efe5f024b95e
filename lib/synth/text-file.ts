import * as path from 'node:path';
import { findLoneSurrogate, loneSurrogateError } from '../internal/unicode';
import { OutputFile } from './layout';
import { Document } from './rendering';
import { yamlOf } from './yaml';
import { LoneSurrogateError } from './yaml-strings';

/** File to write. */
export interface TextFile {
  /** Path of the file in the output folder. */
  readonly name: string;
  /** Content of the file in parts. Each part is rendered when the iterator reaches it. */
  readonly chunks: Iterable<string>;
}

/** Number of characters to collect before they are written. */
const CHUNK = 1 << 20;

/** Converts files with manifests to files with YAML, at paths below `folder`. */
export function toTextFiles(folder: string, files: readonly OutputFile[]): TextFile[] {
  return files.map(({ name, documents }) => ({ name: path.join(folder, name), chunks: renderChunks(documents) }));
}

function* renderChunks(documents: () => Iterable<Document>): Generator<string> {
  let text = '';
  let separator = '';
  for (const document of documents()) {
    text += separator + writeDocument(document);
    separator = '---\n';
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** @throws if a string cannot be written, with the path of the construct and the field */
function writeDocument({ source, json }: Document): string {
  try {
    return yamlOf(json);
  } catch (error) {
    if (!(error instanceof LoneSurrogateError)) throw error;
    throw loneSurrogateError(source, findLoneSurrogate(json) ?? '');
  }
}
