import * as fs from 'node:fs';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { addFleet, fleetOf } from './fleet';
import { arg, newApp } from './measure';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string };
}

/** The objects of some YAML, by what tells them apart; as many as there are documents. */
function objectsIn(text: string): Map<string, Manifest> {
  const documents = parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJSON() as Manifest | null);
  const objects = documents.filter((document) => document !== null);
  const byName = new Map(objects.map((one) => [[one.kind, one.metadata.namespace, one.metadata.name].join(), one]));
  if (byName.size !== objects.length) throw new Error('an object is there twice');
  return byName;
}

// size, file: fails unless the file has exactly the objects that the library writes
const [size, file] = [Number(arg(0)), arg(1)];
const outdir = path.join(path.dirname(file), 'compared');
const app = newApp('mar', outdir);
addFleet(app, fleetOf(size));
app.synth();
const texts = fs.readdirSync(outdir).map((name) => fs.readFileSync(path.join(outdir, name), 'utf8'));
const written = new Map(texts.flatMap((text) => [...objectsIn(text)]));
const rendered = objectsIn(fs.readFileSync(file, 'utf8'));
const names = new Set([...written.keys(), ...rendered.keys()]);
const differing = [...names].filter((name) => !isDeepStrictEqual(written.get(name), rendered.get(name)));
const [first] = differing;
if (written.size === 0) throw new Error('the library wrote nothing');
if (first !== undefined) {
  const sides = [written.get(first), rendered.get(first)].map((object) => JSON.stringify(object));
  throw new Error(
    `Helm rendered ${differing.length} objects otherwise than the library, among them ${first}:\n${sides.join('\n')}`,
  );
}
