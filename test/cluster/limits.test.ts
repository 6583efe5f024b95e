import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { ClaimBounds, LimitRequestRatio, LimitsProps, ResourceAmounts, ResourceBounds } from '../../lib';
import { Manifest, only } from '../support/manifest';
import { cluster } from './fixture';

function itemsOf(limits?: LimitsProps): Manifest[] {
  return only(cluster({ limits }), 'LimitRange', 'limits').spec.limits;
}

/** What the LimitRange says of containers; undefined if it does so twice. */
function containerOf(limits?: LimitsProps): Manifest {
  const [container, ...more] = itemsOf(limits).filter((item) => item.type === 'Container');
  return more.length === 0 ? container : undefined;
}

function amounts(millicores: number, mebibytes: number, gibibytes: number): Required<ResourceAmounts> {
  return {
    cpu: Cpu.millis(millicores),
    memory: Size.mebibytes(mebibytes),
    ephemeralStorage: Size.gibibytes(gibibytes),
  };
}

test('a container without limits gets 500 millicores, 512 MiB and 1 GiB, and none gets above 4 cores and 16 GiB', () => {
  const standard = { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '1Gi' };
  expect(itemsOf()).toEqual([
    { type: 'Container', default: standard, defaultRequest: standard, max: { cpu: '4', memory: '16Gi' } },
  ]);
});

test('every limit is found in the LimitRange, and nothing else', () => {
  const maxLimitRequestRatio: Required<LimitRequestRatio> = { cpu: 4, memory: 1.5 };
  const pod: Required<ResourceBounds> = { min: amounts(15, 16, 1), max: amounts(5000, 6000, 7) };
  const claim: Required<ClaimBounds> = { min: Size.gibibytes(1), max: Size.tebibytes(2) };
  const every: Required<LimitsProps> = {
    min: amounts(10, 11, 1),
    defaultRequest: amounts(20, 21, 2),
    default: amounts(30, 31, 3),
    max: amounts(40, 41, 4),
    maxLimitRequestRatio,
    pod,
    claim,
  };
  expect(itemsOf(every)).toEqual([
    {
      type: 'Container',
      min: { cpu: '10m', memory: '11Mi', 'ephemeral-storage': '1Gi' },
      defaultRequest: { cpu: '20m', memory: '21Mi', 'ephemeral-storage': '2Gi' },
      default: { cpu: '30m', memory: '31Mi', 'ephemeral-storage': '3Gi' },
      max: { cpu: '40m', memory: '41Mi', 'ephemeral-storage': '4Gi' },
      maxLimitRequestRatio: { cpu: '4', memory: '1500m' },
    },
    {
      type: 'Pod',
      min: { cpu: '15m', memory: '16Mi', 'ephemeral-storage': '1Gi' },
      max: { cpu: '5', memory: '6000Mi', 'ephemeral-storage': '7Gi' },
    },
    { type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, max: { storage: '2Ti' } },
  ]);
});

test.each<[string, LimitsProps, Manifest]>([
  ['down to max', { max: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) } }, { cpu: '100m', memory: '64Mi' }],
  ['up to min', { min: { cpu: Cpu.units(1), memory: Size.gibibytes(1) } }, { cpu: '1', memory: '1Gi' }],
  ['nowhere if within', { min: { cpu: Cpu.millis(500) }, max: { cpu: Cpu.millis(500) } }, { cpu: '500m' }],
])('a standard limit is brought %s', (_, limits, expected) => {
  expect(containerOf(limits)).toMatchObject({ default: expected, defaultRequest: expected });
});

test('amounts that are given change nothing of the others', () => {
  const { default: limit, max } = containerOf({ default: { cpu: Cpu.units(1) }, max: { memory: Size.gibibytes(8) } });
  expect(limit).toEqual({ cpu: '1', memory: '512Mi', 'ephemeral-storage': '1Gi' });
  expect(max).toEqual({ cpu: '4', memory: '8Gi' });
});

test('default requests are the default limits where they are not given', () => {
  const { defaultRequest } = containerOf({
    default: { cpu: Cpu.units(2) },
    defaultRequest: { memory: Size.mebibytes(8) },
  });
  expect(defaultRequest).toEqual({ cpu: '2', memory: '8Mi', 'ephemeral-storage': '1Gi' });
});

test.each(['default', 'defaultRequest', 'min', 'max'])(
  'an amount that is undefined in %s counts as left out',
  (prop) => {
    const nothing = { cpu: undefined, memory: undefined, ephemeralStorage: undefined };
    expect(itemsOf({ [prop]: nothing })).toEqual(itemsOf());
  },
);

test.each([
  [1, '1'],
  [1.25, '1250m'],
])('a limit may be %s times its request, which is written as %s', (cpu, text) => {
  expect(containerOf({ maxLimitRequestRatio: { cpu } }).maxLimitRequestRatio).toEqual({ cpu: text });
});

test('a ratio that is undefined counts as left out', () => {
  expect(itemsOf({ maxLimitRequestRatio: { cpu: undefined } })).toEqual(itemsOf());
});

test('one bound alone is written without the other', () => {
  const items = itemsOf({ pod: { max: { cpu: Cpu.units(8) } }, claim: { max: Size.gibibytes(5) } });
  expect(items).toContainEqual({ type: 'Pod', max: { cpu: '8' } });
  expect(items).toContainEqual({ type: 'PersistentVolumeClaim', max: { storage: '5Gi' } });
});

test('a claim without bounds is written nowhere, as Kubernetes would refuse an empty one', () => {
  expect(itemsOf({ claim: {} })).toEqual(itemsOf());
});
