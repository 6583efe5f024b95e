import * as path from 'node:path';
import { findLoneSurrogate, loneSurrogateError } from '../internal/unicode';
import { OutputFile } from './layout';
import { Document } from './rendering';
import { yamlOf } from './yaml';
import { LoneSurrogateError } from './yaml-strings';

/** A file to write. */
export interface TextFile {
  /** Its path in the output folder. */
  readonly name: string;
  /** Its text in parts, each rendered when it is asked for. */
  readonly chunks: Iterable<string>;
}

/** Characters that are gathered before they are written. */
const CHUNK = 1 << 20;

/** Turns files of documents into files of text, in a folder of the output. */
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
