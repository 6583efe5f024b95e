import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import { MarInstanceProps, RequestProps } from '../../lib';
import { containerOf, newInstance } from '../support/instance';
import { expectRefusal, frozen, Manifest } from '../support/manifest';

const resources = (props: Partial<MarInstanceProps> = {}): Manifest => containerOf(newInstance(props)).resources;

test('limits are rendered in the unit given, ephemeral storage is 1 GiB', () => {
  expect(resources({ cpu: Cpu.units(2), memory: Size.gibibytes(4) }).limits).toEqual({
    cpu: '2',
    memory: '4Gi',
    'ephemeral-storage': '1Gi',
  });
});

test('requests are the limits, so the pod is of the QoS class Guaranteed', () => {
  const { limits, requests } = resources({ ephemeralStorage: Size.mebibytes(100) });
  expect(requests).toEqual(limits);
});

test('every request is at its place', () => {
  const requests: Required<RequestProps> = {
    cpu: Cpu.millis(1),
    memory: Size.mebibytes(2),
    ephemeralStorage: Size.mebibytes(3),
  };
  expect(resources({ requests: frozen(requests) }).requests).toEqual({
    cpu: '1m',
    memory: '2Mi',
    'ephemeral-storage': '3Mi',
  });
});

test('a request that is not given is the limit', () => {
  expect(resources({ requests: { cpu: Cpu.millis(1) } }).requests).toEqual({
    cpu: '1m',
    memory: '1Gi',
    'ephemeral-storage': '1Gi',
  });
});

test('a request of all of the limit is one, in another unit too', () => {
  const requests = { cpu: Cpu.millis(1000), memory: Size.mebibytes(1024) };
  expect(resources({ requests }).requests).toMatchObject({ cpu: '1', memory: '1Gi' });
});

test('the container says what it has, as in cdk8s-plus', () => {
  const { cpu, memory, ephemeralStorage } = newInstance().main.resources ?? {};
  expect([cpu?.limit?.amount, cpu?.request?.amount]).toEqual(['1', '1']);
  expect([memory?.limit?.toGibibytes(), memory?.request?.toGibibytes()]).toEqual([1, 1]);
  expect([ephemeralStorage?.limit?.toGibibytes(), ephemeralStorage?.request?.toGibibytes()]).toEqual([1, 1]);
});

test('further containers have the requests that they ask for', () => {
  const instance = newInstance();
  instance.addContainer({
    name: 'more',
    image: 'proxy:1',
    resources: {
      cpu: { limit: Cpu.millis(500), request: Cpu.millis(100) },
      memory: { limit: Size.gibibytes(4), request: Size.mebibytes(1) },
      ephemeralStorage: { limit: Size.mebibytes(100), request: Size.mebibytes(50) },
    },
  });
  expect(containerOf(instance, 'more').resources).toEqual({
    limits: { cpu: '500m', memory: '4Gi', 'ephemeral-storage': '100Mi' },
    requests: { cpu: '100m', memory: '1Mi', 'ephemeral-storage': '50Mi' },
  });
});

test.each([
  ['cpu', { memory: { limit: Size.mebibytes(1) } }],
  ['memory', { cpu: { limit: Cpu.millis(1) } }],
  ['cpu', undefined],
])('fails when a further container has no limit on %s, as %j', (prop, given) => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => instance.addContainer({ name: 'more', image: 'proxy:1', resources: given }),
    `[prod/api] containers['more'].resources.${prop} must have a limit, got 'undefined': give one: the quota of the cluster ` +
      'counts it',
  );
});

test.each([
  ['cpu', { cpu: Cpu.millis(1001) }, '1', '1001m'],
  ['memory', { memory: Size.mebibytes(1025) }, '1Gi', '1025Mi'],
  ['ephemeralStorage', { ephemeralStorage: Size.gibibytes(2) }, '1Gi', '2Gi'],
])('fails when the request of %s is above its limit', (prop, requests, limit, request) => {
  expect(() => newInstance({ requests })).toThrow(
    new Error(
      `[prod/api] ${prop} must not request more than its limit of '${limit}', got '${request}': lower the request, or raise ` +
        'the limit',
    ),
  );
});

test.each([
  ['cpu', { cpu: Cpu.units(0) }, 'must be a whole number of millicores above 0', '0'],
  ['cpu', { requests: { cpu: Cpu.units(NaN) } }, 'must be a whole number of millicores above 0', 'NaN'],
  ['memory', { memory: Size.gibibytes(NaN) }, 'must be a whole number of bytes above 0', 'NaNGi'],
  ['ephemeralStorage', { ephemeralStorage: Size.mebibytes(0) }, 'must be a whole number of bytes above 0', '0Mi'],
])('fails when %s is no amount, as in %j', (prop, props, rule, value) => {
  const advice = prop === 'cpu' ? 'Cpu.millis(500) or Cpu.units(2)' : 'Size.mebibytes(512) or Size.gibibytes(4)';
  expect(() => newInstance(props)).toThrow(
    new Error(`[prod/api] ${prop} ${rule}, got '${value}': give an amount such as ${advice}`),
  );
});

test('law: an amount of CPU below 1000 millicores or cores stays in its unit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), fc.boolean(), (amount, inMillis) => {
      const { limits } = resources({ cpu: inMillis ? Cpu.millis(amount) : Cpu.units(amount) });
      expect(limits.cpu).toBe(inMillis ? `${amount}m` : `${amount}`);
    }),
    { numRuns: 25 },
  );
});

const UNITS: Record<string, (amount: number) => Size> = {
  Ki: (amount) => Size.kibibytes(amount),
  Mi: (amount) => Size.mebibytes(amount),
  Gi: (amount) => Size.gibibytes(amount),
  Ti: (amount) => Size.tebibytes(amount),
};

test('law: a size below 1024 of its unit stays in its unit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1023 }),
      fc.constantFrom(...Object.entries(UNITS)),
      (amount, [unit, make]) => {
        const { limits } = resources({ memory: make(amount), ephemeralStorage: make(amount) });
        expect(limits).toMatchObject({ memory: `${amount}${unit}`, 'ephemeral-storage': `${amount}${unit}` });
      },
    ),
    { numRuns: 25 },
  );
});
