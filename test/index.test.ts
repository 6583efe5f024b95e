import * as constructs from '../lib';
import * as runtime from '../lib/runtime';

test.each(Object.entries({ ...constructs, ...runtime }))('the export %s is a class or an enum', (name, value) => {
  expect(name).toMatch(/^[A-Z][a-z]/);
  if (typeof value === 'function') expect(String(value)).toMatch(/^class /);
  else expect(Object.values(value).every((member) => typeof member === 'string')).toBe(true);
});
