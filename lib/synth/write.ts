import * as fs from 'node:fs';
import * as path from 'node:path';
import { OutputFile } from './layout';
import { Document } from './rendering';
import { yamlOf } from './yaml';

/** Characters that are kept before they are written. */
const BUFFER = 1 << 20;

/** Writes files to a folder, each as its documents are rendered. */
export function writeFiles(folder: string, files: readonly OutputFile[]): void {
  for (const { name, documents } of files) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    writeDocuments(file, documents());
  }
}

function writeDocuments(file: string, documents: Iterable<Document>): void {
  const descriptor = fs.openSync(file, 'wx');
  try {
    let text = '';
    let separator = '';
    for (const { json } of documents) {
      text += separator + yamlOf(json);
      separator = '---\n';
      if (text.length < BUFFER) continue;
      fs.writeFileSync(descriptor, text);
      text = '';
    }
    fs.writeFileSync(descriptor, text);
  } finally {
    fs.closeSync(descriptor);
  }
}
