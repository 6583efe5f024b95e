import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { callError, pathIn, propError } from '../../lib/internal/errors';
import { testApp } from '../support/manifest';

function tree(): { root: App; child: Construct } {
  const root = testApp();
  return { root, child: new Construct(root, 'child') };
}

test('the path of what is about to be created continues that of its scope', () => {
  expect(pathIn(tree().child, 'db')).toBe('child/db');
});

test('the path of what is about to be created at the root is its id', () => {
  expect(pathIn(tree().root, 'db')).toBe('db');
});

test('the error of a prop says where, which prop, the rule, the value and the way out', () => {
  const error = propError(tree().child, 'port', 0, 'must be above 0', 'raise it');
  expect(error.message).toBe("[child] port must be above 0, got '0': raise it");
});

test('the error of a prop takes the path of a construct that does not exist yet', () => {
  const error = propError('app/db', 'port', undefined, 'must be given', 'give it');
  expect(error.message).toBe("[app/db] port must be given, got 'undefined': give it");
});

test('the error of the app itself names no place, as there is none', () => {
  const error = propError(testApp(), 'lastApplied', 'x', 'must be a folder', 'give one');
  expect(error.message).toBe("lastApplied must be a folder, got 'x': give one");
});

test.each([[undefined], [null], ['prod']])('fails when %j is given for a scope', (scope) => {
  const message = `[db] scope must be a construct, got '${String(scope)}': create it in an app, a MarRegion or a MarCluster`;
  expect(() => pathIn(scope as unknown as Construct, 'db')).toThrow(new Error(message));
});

test('control characters of a value, a place or a call are spelled out', () => {
  const error = propError('app/\u001b[2J', 'name', 'a\u202eb\u009b', 'must be a name', 'rename it');
  expect(error.message).toBe("[app/\\x1b[2J] name must be a name, got 'a\\u202eb\\x9b': rename it");
  expect(callError('Port.named(\u0007)', 'must be a name', 'rename it').message).toBe(
    'Port.named(\\x07) must be a name: rename it',
  );
});

test('the error of a factory opens with its call', () => {
  expect(callError('Port.tcp(0)', 'must be above 0', 'raise it').message).toBe('Port.tcp(0) must be above 0: raise it');
});

function callDeeply(depth: number, create: () => Error): Error {
  return depth === 0 ? create() : callDeeply(depth - 1, create);
}

test.each([
  ['of a prop', () => propError('app/db', 'port', 0, 'must be above 0', 'raise it')],
  ['of a call', () => callError('Peer.cidr()', 'must be a block', 'correct it')],
])('the stack of an error %s reaches the program, however deep the library is', (_, create) => {
  const limit = 10;
  Error.stackTraceLimit = limit;
  const { stack = '' } = callDeeply(30, create);
  expect(stack.split('\n').filter((line) => line.includes('callDeeply'))).toHaveLength(31);
  expect(Error.stackTraceLimit).toBe(limit);
});
