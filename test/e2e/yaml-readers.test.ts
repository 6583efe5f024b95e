import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { yamlOf } from '../../lib/synth/yaml';

import { describeE2e } from '../support/kubectl';
import { KNOWN_ODD_STRINGS, LONG_ODD_STRING, ODD_STRING } from '../support/odd-strings';
import { ReadDocuments, READERS, ReadResult } from '../support/yaml-readers';

const COUNT = Number(process.env.MAR_YAML_STRINGS ?? 50_000);
const SEED = Number(process.env.MAR_YAML_SEED ?? Math.floor(Math.random() * 2 ** 31));
const PER_DOCUMENT = 500;
/** Keeps one call of a program within its memory. */
const PER_CALL = 50_000;

/** A document with each string as a key and as a value: of the document itself, in lists, and deeper. */
function documentOf(strings: readonly string[]): unknown {
  const top = strings.filter((_, i) => i % 3 === 0).map((text): [string, unknown] => [text, text]);
  const list = strings.filter((_, i) => i % 3 === 1).flatMap((text) => [text, { [text]: [text] }]);
  const deep = strings.filter((_, i) => i % 3 === 2).map((text) => ({ first: { [text]: { [text]: [[text], text] } } }));
  return Object.fromEntries([...top, ['a list', list], ['a map', { of: { deep } }]]);
}

function isSame(result: ReadResult | undefined, document: unknown): boolean {
  return result !== undefined && result.error === undefined && isDeepStrictEqual(result.value, document);
}

/** The strings that a reader does not read as they were, of a document of which it does not. */
function changedStrings(read: ReadDocuments, strings: readonly string[]): string[] {
  const documents = strings.map((text) => documentOf([text, text, text]));
  const results = read(documents.map(yamlOf));
  return strings.filter((_, i) => !isSame(results[i], documents[i])).map((text) => JSON.stringify(text).slice(0, 300));
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** Strings of a seed: one in a hundred is long. */
function draw(count: number, seed: number): string[] {
  const long = Math.floor(count / 100);
  return [
    ...fc.sample(ODD_STRING, { numRuns: count - long, seed }),
    ...fc.sample(LONG_ODD_STRING, { numRuns: long, seed }),
  ];
}

describeE2e('strings in YAML', () => {
  test(`law: each reader reads ${COUNT} odd strings back as they were, as keys and as values`, () => {
    for (let drawn = 0; drawn < COUNT; drawn += PER_CALL) {
      const strings = [...KNOWN_ODD_STRINGS, ...draw(Math.min(PER_CALL, COUNT - drawn), SEED + drawn)];
      const groups = chunks(strings, PER_DOCUMENT);
      const documents = groups.map(documentOf);
      const written = documents.map(yamlOf);
      for (const [name, read] of Object.entries(READERS)) {
        const results = read(written);
        const wrong = groups.filter((_, i) => !isSame(results[i], documents[i]));
        const changed = wrong.slice(0, 3).flatMap((group) => changedStrings(read, group));
        expect({ name, seed: SEED, wrong: wrong.length, changed }).toEqual({ name, seed: SEED, wrong: 0, changed: [] });
      }
    }
  });

  test('law: a string is written otherwise than by cdk8s only where some reader takes what cdk8s writes for something else', () => {
    const strings = [...KNOWN_ODD_STRINGS, ...draw(5_000, SEED)].filter((text) => !isWrittenOtherwise(text));
    const documents = strings.map((text) => ({ first: { [text]: [text] } }));
    const other = documents.filter((document) => yamlOf(document) !== Yaml.stringify(document));
    const results = Object.values(READERS).map((read) => read(other.map((document) => Yaml.stringify(document))));
    const needless = other.filter((document, i) => results.every((all) => isSame(all[i], document)));
    expect(other.length).toBeGreaterThan(100);
    expect({ seed: SEED, needless: needless.map((d) => JSON.stringify(d).slice(0, 200)) }).toEqual({
      seed: SEED,
      needless: [],
    });
  });
});

/**
 * Returns true for strings that are written otherwise for another reason: keys like marks between documents are quoted at any depth,
 * characters that nobody sees are escaped, the value of a long key has a line of its own, and floats with `_` are quoted even where
 * they are too large, or have no digit, for the reader that takes others for numbers.
 */
function isWrittenOtherwise(text: string): boolean {
  if (JSON.stringify(text).length > 1000) return true;
  return /^(?:---|\.\.\.)|[\ufeff\p{Noncharacter_Code_Point}]|^(?=.*_)[-+]?(?:[\d_.]*e[-+\d_]+|[._]+)$/iu.test(text);
}
