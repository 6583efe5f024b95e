import { KubeObject } from '../../../../lib/kube/objects';
import { VOLUME_FILES } from '../../../../lib/check/rules/names/volume-files';
import { found, messages } from '../found';
import { pod } from './objects';

const volume = (source: object): KubeObject => pod({ volumes: [{ name: 'a', ...source }] });
const config = (files: object): KubeObject => volume({ configMap: { name: 'settings', ...files } });
const at = (field: string): string => `spec.volumes['a'].${field}`;

/** Each source of files, and where it is. */
const SOURCES = ['configMap', 'secret', 'downwardAPI'].flatMap((kind): [string, (files: object) => KubeObject][] => [
  [kind, (files) => volume({ [kind]: files })],
  [`projected.sources[1].${kind}`, (files) => volume({ projected: { sources: [{}, { [kind]: files }] } })],
]);

describe.each(SOURCES)('the files of %s', (field, of) => {
  test.each(['a', 'a/b', '.hidden', 'a..b', 'a/..b', 'ä b'])('may be at %s', (path) => {
    expect(found(VOLUME_FILES, of({ items: [{ path }] }))).toEqual([]);
  });

  test.each(['/a', '..', 'a/..', '../a', '..data', ''])("may not be at '%s'", (path) => {
    expect(found(VOLUME_FILES, of({ items: [{ path: 'a' }, { path }] }))).toEqual([
      `${at(field)}.items[1].path '${path}'`,
    ]);
  });

  test('have a path, which is a text', () => {
    expect(found(VOLUME_FILES, of({ items: [{}, { path: 3 }] }))).toEqual([
      `${at(field)}.items[0].path ''`,
      `${at(field)}.items[1].path '3'`,
    ]);
  });

  test('have modes of 0 to 0o777', () => {
    const modes = [0, 0o400, 0o777, undefined, null, 0o1000, -1, 1.5];
    expect(found(VOLUME_FILES, of({ items: modes.map((mode) => ({ path: 'a', mode })) }))).toEqual([
      `${at(field)}.items[5].mode '512'`,
      `${at(field)}.items[6].mode '-1'`,
      `${at(field)}.items[7].mode '1.5'`,
    ]);
  });
});

test.each(['configMap', 'secret', 'downwardAPI', 'projected'])('the files of %s have a mode by default', (kind) => {
  expect(found(VOLUME_FILES, volume({ [kind]: { defaultMode: 0o777 } }))).toEqual([]);
  expect(found(VOLUME_FILES, volume({ [kind]: { defaultMode: 512 } }))).toEqual([`${at(kind)}.defaultMode '512'`]);
});

test('the file of a token has a path as others do', () => {
  const token = (path?: string): KubeObject => volume({ projected: { sources: [{ serviceAccountToken: { path } }] } });
  expect(found(VOLUME_FILES, token('token'))).toEqual([]);
  expect(found(VOLUME_FILES, token('/token'))).toEqual([at("projected.sources[0].serviceAccountToken.path '/token'")]);
});

test.each<[unknown, string]>([
  [777, 'write 0o777'],
  [644, 'write 0o644'],
  ['0644', 'write 0o644'],
  ['400', 'write 0o400'],
  [1777, 'correct it'],
  [999, 'correct it'],
  [-1, 'correct it'],
  [true, 'correct it'],
])('of a mode that is %j it is said how to write it', (defaultMode, advice) => {
  expect(messages(VOLUME_FILES, config({ defaultMode }))).toEqual([
    `${at('configMap.defaultMode')} must be a whole number of 0 to 0o777 (511), got '${String(defaultMode)}': ${advice}`,
  ]);
});

test('other volumes have no such files', () => {
  expect(found(VOLUME_FILES, pod({ volumes: [{ emptyDir: {} }, { nfs: { path: '/a' } }, {}] }))).toEqual([]);
});
