import { DATA } from '../../../../lib/check/rules/names/data';
import { found } from '../found';
import { object } from '../objects';

describe('data', () => {
  test('of a Secret may be a text that replaces base64, and are not quoted', () => {
    const stringData = { a: 'plain', b: null };
    expect(
      found(DATA, object('v1', 'Secret', { data: { a: 'cGxhaW4=', c: 'YWJj\nYWJj\n', d: null }, stringData })),
    ).toEqual([]);
    expect(found(DATA, object('v1', 'Secret', { data: { a: 'hunter2', b: 3 }, stringData: { '..c': 1234 } }))).toEqual([
      "key of stringData '..c'",
      "stringData['..c'] 'number'",
      "data['a'] 'string'",
      "data['b'] 'number'",
    ]);
  });

  test('of a ConfigMap have a key once', () => {
    expect(found(DATA, object('v1', 'ConfigMap', { data: { a: '' }, binaryData: { a: 'YQ==', b: 'YQ' } }))).toEqual([
      "binaryData['b'] 'string'",
      "binaryData['a'] 'string'",
    ]);
  });
});
