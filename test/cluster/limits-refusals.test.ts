import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { LimitsProps } from '../../lib';
import { cluster } from './fixture';

const ADVICE = 'lower it, or raise the other';
const cpu = (millicores: number): { cpu: Cpu } => ({ cpu: Cpu.millis(millicores) });
const memory = (mebibytes: number): { memory: Size } => ({ memory: Size.mebibytes(mebibytes) });

test.each<[string, LimitsProps, string]>([
  [
    'min is above defaultRequest',
    { min: memory(20), defaultRequest: memory(10) },
    `min.memory must not be above limits.defaultRequest.memory of '10Mi', got '20Mi'`,
  ],
  [
    'min is above default',
    { min: cpu(20), default: cpu(10) },
    "min.cpu must not be above limits.default.cpu of '10m', got '20m'",
  ],
  [
    'min is above max, with no default between them',
    { min: cpu(20), max: cpu(10) },
    "min.cpu must not be above limits.max.cpu of '10m', got '20m'",
  ],
  [
    'min is above the standard max',
    { min: { memory: Size.gibibytes(17) } },
    "min.memory must not be above limits.max.memory of '16Gi', got '17Gi'",
  ],
  [
    'defaultRequest is above default',
    { defaultRequest: cpu(20), default: cpu(10) },
    "defaultRequest.cpu must not be above limits.default.cpu of '10m', got '20m'",
  ],
  [
    'defaultRequest is above the standard limit',
    { defaultRequest: { ephemeralStorage: Size.gibibytes(2) } },
    "defaultRequest.ephemeralStorage must not be above limits.default.ephemeralStorage of '1Gi', got '2Gi'",
  ],
  [
    'default is above max, in another unit',
    { default: { memory: Size.gibibytes(1) }, max: memory(1023) },
    "default.memory must not be above limits.max.memory of '1023Mi', got '1Gi'",
  ],
  [
    'default is above the standard max',
    { default: { cpu: Cpu.units(5) } },
    "default.cpu must not be above limits.max.cpu of '4', got '5'",
  ],
  [
    'min of a pod is above its max',
    { pod: { min: cpu(20), max: cpu(10) } },
    "pod.min.cpu must not be above limits.pod.max.cpu of '10m', got '20m'",
  ],
  [
    'min of a claim is above its max',
    { claim: { min: Size.gibibytes(2), max: Size.gibibytes(1) } },
    "claim.min.storage must not be above limits.claim.max.storage of '1Gi', got '2Gi'",
  ],
])('fails when %s', (_, limits, message) => {
  expect(() => cluster({ limits })).toThrow(new Error(`[prod/Limits] limits.${message}: ${ADVICE}`));
});

test.each<[string, LimitsProps, string, string]>([
  ['default', { default: cpu(0) }, 'default.cpu', '0m'],
  ['defaultRequest', { defaultRequest: cpu(-1) }, 'defaultRequest.cpu', '-1m'],
  ['min', { min: cpu(0.5) }, 'min.cpu', '0.5m'],
  ['max', { max: cpu(NaN) }, 'max.cpu', 'NaNm'],
  ['pod.min', { pod: { min: cpu(NaN) } }, 'pod.min.cpu', 'NaNm'],
  ['pod.max', { pod: { max: cpu(Infinity) } }, 'pod.max.cpu', 'Infinitym'],
])('fails when limits.%s has a CPU that is no amount', (_, limits, prop, text) => {
  expect(() => cluster({ limits })).toThrow(
    new Error(
      `[prod/Limits] limits.${prop} must be a whole number of millicores above 0, got '${text}': give an amount such as ` +
        'Cpu.millis(500) or Cpu.units(2)',
    ),
  );
});

test.each<[string, LimitsProps, string, string]>([
  ['default', { default: memory(0) }, 'default.memory', '0Mi'],
  ['max', { max: memory(NaN) }, 'max.memory', 'NaNMi'],
  ['claim.min', { claim: { min: Size.kibibytes(0.3) } }, 'claim.min.storage', '0.3Ki'],
  ['claim.max', { claim: { max: Size.gibibytes(0) } }, 'claim.max.storage', '0Gi'],
])('fails when limits.%s has a size that is no amount', (_, limits, prop, text) => {
  expect(() => cluster({ limits })).toThrow(
    new Error(
      `[prod/Limits] limits.${prop} must be a whole number of bytes above 0, got '${text}': give an amount such as ` +
        'Size.mebibytes(512) or Size.gibibytes(4)',
    ),
  );
});

test.each([0.99, 0, -1, NaN, Infinity])('fails when a limit may be %s times its request', (ratio) => {
  const message = `limits.maxLimitRequestRatio.memory must be 1 or more, got '${ratio}': leave it out for any ratio`;
  const limits = { maxLimitRequestRatio: { memory: ratio } };
  expect(() => cluster({ limits })).toThrow(new Error(`[prod/Limits] ${message}`));
});

test('fails when a ratio is above that of max to min, which Kubernetes refuses', () => {
  const limits = { min: cpu(2000), max: cpu(4000), maxLimitRequestRatio: { cpu: 3 } };
  expect(() => cluster({ limits })).toThrow(
    new Error(
      "[prod/Limits] limits.maxLimitRequestRatio.cpu must not be above limits.max.cpu / limits.min.cpu of '2', got '3': " +
        'lower it, or lower limits.min.cpu',
    ),
  );
});
