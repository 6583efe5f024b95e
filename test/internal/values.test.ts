import { Duration } from 'cdk8s';
import { Protocol } from 'cdk8s-plus-30';
import {
  requireInstance,
  requireList,
  requireMember,
  requireObject,
  requireOptional,
  requireProps,
  requireRecord,
  requireTexts,
} from '../../lib/internal/values';
import { runInNewContext } from 'node:vm';
import { testApp } from '../support/manifest';

const period = (value: unknown) => (): void => {
  requireInstance('app', 'period', value, 'toSeconds', 'a Duration', 'Duration.seconds(30)');
};
const protocol = (value: unknown) => (): void => {
  requireMember('app', 'protocol', value, Protocol);
};
const command = (value: unknown) => (): void => {
  requireTexts('app', 'command', value);
};

test('what has the member that is needed passes, from whatever copy of a library it is', () => {
  expect(period(Duration.seconds(5))).not.toThrow();
  expect(period({ toSeconds: () => 5 })).not.toThrow();
});

test.each([5, '5s', null, undefined])('fails when %s is given for a value of a class', (value) => {
  expect(period(value)).toThrow(
    new Error(`[app] period must be a Duration, got '${String(value)}': give one, such as Duration.seconds(30)`),
  );
});

test('a value of a class may be left out where it is optional, and must be one where it is not', () => {
  const optional = (value: unknown) => (): void => {
    requireOptional('app', 'period', value, 'toSeconds', 'a Duration', 'Duration.seconds(30)');
  };
  expect(optional(undefined)).not.toThrow();
  expect(optional(5)).toThrow('[app] period must be a Duration');
});

test.each([undefined, null, 'TCP', 'SCTP'])('%s passes as a member of an enum that may be left out', (value) => {
  expect(protocol(value)).not.toThrow();
});

test.each([
  ['HTTP', 'choose one of them'],
  ['', 'choose one of them'],
  ['tcp', "did you mean 'TCP'?"],
  ['T_C_P', "did you mean 'TCP'?"],
  ['TPC', "did you mean 'TCP'?"],
  [6, 'choose one of them'],
])('fails when %s is given for a member of an enum', (value, advice) => {
  expect(protocol(value)).toThrow(new Error(`[app] protocol must be one of TCP, UDP, SCTP, got '${value}': ${advice}`));
});

test.each([[undefined], [null], [[]], [['ls', '-l']]])('%j passes as a list of texts', (value) => {
  expect(command(value)).not.toThrow();
});

test('fails when a text is given for a list', () => {
  const message = "[app] command must be a list, got 'ls -l': put it into '[…]'";
  expect(command('ls -l')).toThrow(new Error(message));
});

test('fails when a list of texts has something else in it', () => {
  const message = "[app] command must be a list of texts, got '5': put it into quotes";
  expect(command(['sleep', 5])).toThrow(new Error(message));
});

test('fails when nothing is given for a list', () => {
  expect(() => {
    requireList('app', 'permissions', undefined);
  }).toThrow(new Error("[app] permissions must be a list, got 'undefined': put it into '[…]'"));
});

test.each([[undefined], [null], [5], ['x'], [['x']]])('fails when %j is given for an object', (value) => {
  const message = `must be an object, got '${String(value)}': give one, as in '{ … }'`;
  expect(() => {
    requireObject('app', 'quota', value);
  }).toThrow(new Error(`[app] quota ${message}`));
  expect(() => {
    requireProps(testApp(), 'api', value);
  }).toThrow(new Error(`[api] props ${message}`));
});

class Labels {
  public readonly app = 'web';
}

test.each<[unknown, string]>([
  [new Map([['app', 'web']]), 'a Map'],
  [new Set(), 'a Set'],
  [new Date(0), 'a Date'],
  [Promise.resolve(), 'a Promise'],
])('fails when an object has what is in it elsewhere than in fields: %#', (value, name) => {
  const message = `[app] quota must be an object, got '${name}': give one, as in '{ … }'`;
  for (const require of [requireObject, requireRecord]) {
    expect(() => {
      require('app', 'quota', value);
    }).toThrow(new Error(message));
  }
});

test('props may be of a class, but keys that users choose may not', () => {
  expect(() => {
    requireObject('app', 'props', new Labels());
  }).not.toThrow();
  expect(() => {
    requireRecord('app', 'labels', new Labels());
  }).toThrow(new Error("[app] labels must be a plain object, got 'a Labels': give one, as in '{ … }'"));
});

test.each([
  ['of another realm', runInNewContext('({ app: "web" })')],
  ['without a prototype', Object.create(null)],
])('a plain object %s passes', (_, value) => {
  expect(() => {
    requireRecord('app', 'labels', value);
  }).not.toThrow();
});
