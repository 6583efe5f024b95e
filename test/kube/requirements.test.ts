import { Lazy } from 'cdk8s';
import {
  isPortNumber,
  requireAnnotations,
  requireLabels,
  requirePortNumber,
  requireRelativePath,
  requireSelector,
  requireUnique,
  requireWhole,
} from '../../lib/kube/names';

const KEYS = "must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters";

const labels = (given: Record<string, string>) => (): void => {
  requireLabels('app', 'labels', given);
};
const annotations = (given: Record<string, string>) => (): void => {
  requireAnnotations('app', 'annotations', given);
};
const port = (value: number) => (): void => {
  requirePortNumber('app', 'port', value);
};
const unique = (values: string[]) => (): void => {
  requireUnique('app', 'ports', values, 'instance');
};

describe.each([
  ['labels', labels],
  ['annotations', annotations],
])('keys of %s', (prop, check) => {
  test.each(['team', 'Team_1.a-b', 'example.com/team', 'example.com/Team', 'a'.repeat(63)])(
    `'%s' passes as a key of ${prop}`,
    (key) => {
      expect(check({ [key]: 'x' })).not.toThrow();
    },
  );

  test.each(['', '/', 'a b', 'a/b/c', '/team', 'example.com/', 'exa_mple/team', '-team', 'a'.repeat(64)])(
    `fails when '%s' is a key of ${prop}`,
    (key) => {
      expect(check({ [key]: 'x' })).toThrow(new Error(`[app] ${prop} ${KEYS}, got '${key}': rename the key`));
    },
  );
});

test('a prefix in capitals passes as a key of annotations, as Kubernetes takes it', () => {
  expect(annotations({ 'Example.com/team': 'x' })).not.toThrow();
});

test('fails when a prefix in capitals is a key of labels', () => {
  const message = `[app] labels ${KEYS}, got 'Example.com/team': rename the key`;
  expect(labels({ 'Example.com/team': 'x' })).toThrow(new Error(message));
});

test('fails when a label has a value with a space', () => {
  expect(labels({ team: 'a b' })).toThrow(
    new Error(
      "[app] labels['team'] must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a " +
        "letter or digit), got 'a b': shorten it, or make it an annotation",
    ),
  );
});

test('an annotation may have any value', () => {
  expect(annotations({ team: 'a b\n'.repeat(100) })).not.toThrow();
});

test.each([1, 80, 65535])('%s is the number of a port', (value) => {
  expect(isPortNumber(value)).toBe(true);
  expect(port(value)).not.toThrow();
});

test.each([0, -1, 65536, 80.5, NaN, Infinity])('fails when %s is given as the number of a port', (value) => {
  expect(isPortNumber(value)).toBe(false);
  const message = `[app] port must be a whole number of 1 to 65535, got '${value}': correct it`;
  expect(port(value)).toThrow(new Error(message));
});

test.each([[[]], [['a']], [['a', 'b']]])('the values %j are unique', (values) => {
  expect(unique(values)).not.toThrow();
});

test('fails when a value is there twice', () => {
  const message = "[app] ports must be unique in its instance, got 'a': change or remove one of them";
  expect(unique(['a', 'b', 'a', 'b'])).toThrow(new Error(message));
});

test('fails when annotations are larger than Kubernetes takes', () => {
  expect(() => {
    requireAnnotations('app', 'annotations', { note: 'x'.repeat(256 * 1024) });
  }).toThrow(
    new Error("[app] annotations must not be larger than 262144 bytes, got '262148 bytes': keep large data elsewhere"),
  );
});

test.each([
  ['labels', labels],
  ['annotations', annotations],
])('one of the %s that is undefined passes, as cdk8s leaves it out', (_, check) => {
  expect(check({ team: undefined as unknown as string })).not.toThrow();
});

const VALUE =
  "must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter or digit)";
const lazy = Lazy.any({ produce: () => 'x' }) as string;

test.each([[5], [null], [lazy]])('fails when a label is %j, which is no text', (value) => {
  const message = `[app] labels['team'] ${VALUE}, got '${value === lazy ? '[object Lazy]' : String(value)}': shorten it, or make it an annotation`;
  expect(labels({ team: value as string })).toThrow(new Error(message));
});

test.each([[5], [null], [lazy]])('fails when an annotation is %j, which is no text', (value) => {
  const message = `[app] annotations['team'] must be a text, got '${value === lazy ? '[object Lazy]' : String(value)}': put it into quotes`;
  expect(annotations({ team: value as string })).toThrow(new Error(message));
});

test.each([
  ['labels', labels],
  ['annotations', annotations],
])('fails when a text is given for %s', (prop, check) => {
  const message = `[app] ${prop} must be an object, got 'team=a': give one, as in '{ … }'`;
  expect(check('team=a' as unknown as Record<string, string>)).toThrow(new Error(message));
});

test('fails when a label that selects is undefined, as more would be selected without it', () => {
  const message = `[app] podLabels['team'] ${VALUE}, got 'undefined': give its value, or leave out the key`;
  expect(() => {
    requireSelector('app', 'podLabels', { team: undefined });
  }).toThrow(new Error(message));
});

const whole = (value: number, most?: number) => (): void => {
  requireWhole('app', 'user', value, 2, most);
};

test.each([2, 2 ** 31 - 1])('%s is within the whole numbers from 2 up', (value) => {
  expect(whole(value)).not.toThrow();
});

test.each([1, 2.5, NaN, Infinity, 2 ** 31])('fails when %s is given as a whole number from 2 up', (value) => {
  const message = `[app] user must be a whole number of 2 to 2147483647, got '${value}': correct it`;
  expect(whole(value)).toThrow(new Error(message));
});

test('fails when a whole number is above the most that is named', () => {
  expect(whole(9, 8)).toThrow(new Error("[app] user must be a whole number of 2 to 8, got '9': correct it"));
});

test('fails when a text is given for a number, and says so', () => {
  const message = "[app] user must be a whole number of 2 to 2147483647, got '5': give a number, not a text";
  expect(whole('5' as unknown as number)).toThrow(new Error(message));
});

const relative = (path: unknown) => (): void => {
  requireRelativePath('app', 'subPath', path);
};

test.each(['data', 'a/b', 'a..b/...', './a'])("'%s' is a relative path", (path) => {
  expect(relative(path)).not.toThrow();
});

test.each(['', '/data', '..', 'a/../b', 5, undefined])("fails when '%s' is given as a relative path", (path) => {
  const message = `[app] subPath must be relative and without '..', got '${String(path)}': correct the path`;
  expect(relative(path)).toThrow(new Error(message));
});
