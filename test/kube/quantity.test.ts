import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import { milli } from '../../lib/check/model/quantity';
import {
  bytes,
  countQuantity,
  cpuQuantity,
  millicores,
  sizeQuantity,
  wholeSeconds,
  Zero,
} from '../../lib/kube/quantity';

const cpuText = (cpu: Cpu, zero?: Zero): string => String(cpuQuantity('app', 'cpu', cpu, zero).value);
const sizeText = (size: Size, zero?: Zero): string => String(sizeQuantity('app', 'memory', size, zero).value);
const countText = (count: number): unknown => countQuantity('app', 'pods', count).value;

const CPU_ADVICE = 'give an amount such as Cpu.millis(500) or Cpu.units(2)';
const SIZE_ADVICE = 'give an amount such as Size.mebibytes(512) or Size.gibibytes(4)';

const UNITS: [string, (amount: number) => Size, number][] = [
  ['Ki', (amount) => Size.kibibytes(amount), 1],
  ['Mi', (amount) => Size.mebibytes(amount), 2],
  ['Gi', (amount) => Size.gibibytes(amount), 3],
  ['Ti', (amount) => Size.tebibytes(amount), 4],
  ['Pi', (amount) => Size.pebibyte(amount), 5],
];

/** What the API server reads as a quantity: a suffix or an exponent, and not both. */
const READABLE = /^(refused|\d+(\.\d+)?([numkMGTPE]|[KMGTPE]i|e[+-]?\d+)?)$/;

function textOrRefusal(render: () => unknown): unknown {
  try {
    return render();
  } catch {
    return 'refused';
  }
}

describe('CPU', () => {
  test('law: whole millicores and cores are not rounded, whatever the unit is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (amount) => {
        expect(milli(cpuText(Cpu.millis(amount)))).toBe(BigInt(amount));
        expect(milli(cpuText(Cpu.units(amount)))).toBe(BigInt(amount) * 1000n);
      }),
    );
  });

  test('law: thousandths of cores are whole millicores, though binary fractions are not exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (amount) => {
        expect(millicores(Cpu.units(amount / 1000))).toBe(amount);
        expect(cpuText(Cpu.units(amount / 1000))).toBe(cpuText(Cpu.millis(amount)));
      }),
    );
  });

  test.each([
    ['0', Cpu.units(0)],
    ['-1m', Cpu.millis(-1)],
    ['0.5m', Cpu.millis(0.5)],
    ['0.0005', Cpu.units(0.0005)],
    ['NaN', Cpu.units(NaN)],
    ['NaNm', Cpu.millis(NaN)],
    ['Infinity', Cpu.units(Infinity)],
    ['9007199254740992m', Cpu.millis(2 ** 53)],
  ])('fails when the CPU is %s', (text, cpu) => {
    expect(() => cpuText(cpu)).toThrow(
      new Error(`[app] cpu must be a whole number of millicores above 0, got '${text}': ${CPU_ADVICE}`),
    );
  });

  test.each([
    ['2', 2],
    ['500m', '500m'],
    ['null', null],
    ['4Gi', Size.gibibytes(4)],
  ])('fails when %s is given for a CPU', (text, value) => {
    expect(() => cpuText(value as unknown as Cpu)).toThrow(
      new Error(`[app] cpu must be an amount of CPU, got '${text}': ${CPU_ADVICE}`),
    );
  });

  test.each([Cpu.units(0), Cpu.millis(0)])('a CPU of $amount is allowed where a ceiling closes', (cpu) => {
    expect(cpuText(cpu, Zero.ALLOWED)).toBe('0');
  });

  test('fails when a CPU ceiling is negative', () => {
    expect(() => cpuText(Cpu.units(-1), Zero.ALLOWED)).toThrow(
      new Error(`[app] cpu must be a whole number of millicores of 0 or more, got '-1': ${CPU_ADVICE}`),
    );
  });

  test.each([1e-7, 1000 + 1e-7])('fails when a CPU is %s millicores, which are not whole', (amount) => {
    expect(() => cpuText(Cpu.millis(amount), Zero.ALLOWED)).toThrow(
      new Error(`[app] cpu must be a whole number of millicores of 0 or more, got '${amount}m': ${CPU_ADVICE}`),
    );
  });
});

describe('sizes', () => {
  test.each(UNITS)('law: whole amounts of %sB are not rounded', (_, sizeOf, power) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8191 }), (amount) => {
        expect(milli(sizeText(sizeOf(amount)))).toBe(BigInt(amount) * 1024n ** BigInt(power) * 1000n);
        expect(BigInt(bytes(sizeOf(amount)))).toBe(BigInt(amount) * 1024n ** BigInt(power));
      }),
    );
  });

  test('a fraction of a unit is written in a smaller unit', () => {
    expect(sizeText(Size.gibibytes(1.5))).toBe('1536Mi');
  });

  test('the largest size is just under 2 to the power of 63, as Kubernetes counts bytes', () => {
    expect(sizeText(Size.pebibyte(8191))).toBe('8191Pi');
  });

  test.each([
    ['0Mi', Size.mebibytes(0)],
    ['NaNMi', Size.mebibytes(NaN)],
    ['InfinityGi', Size.gibibytes(Infinity)],
    ['0.3Ki', Size.kibibytes(0.3)],
    ['8192Pi', Size.pebibyte(8192)],
  ])('fails when the size is %s', (text, size) => {
    expect(() => sizeText(size)).toThrow(
      new Error(`[app] memory must be a whole number of bytes above 0, got '${text}': ${SIZE_ADVICE}`),
    );
  });

  test.each([
    ['512', 512],
    ['4Gi', '4Gi'],
    ['undefined', undefined],
    ['500m', Cpu.millis(500)],
  ])('fails when %s is given for a size', (text, value) => {
    expect(() => sizeText(value as unknown as Size)).toThrow(
      new Error(`[app] memory must be an amount of memory or storage, got '${text}': ${SIZE_ADVICE}`),
    );
  });

  test('a size of 0 is allowed where a ceiling closes', () => {
    expect(sizeText(Size.gibibytes(0), Zero.ALLOWED)).toBe('0');
  });

  test('fails when a ceiling is a fraction of a byte', () => {
    expect(() => sizeText(Size.kibibytes(0.3), Zero.ALLOWED)).toThrow(
      new Error(`[app] memory must be a whole number of bytes of 0 or more, got '0.3Ki': ${SIZE_ADVICE}`),
    );
  });

  test.each(UNITS)(
    'law: a power of two of %sB is refused or rendered as Kubernetes can read it',
    (_, sizeOf, power) => {
      for (let exponent = -10 * power - 1; exponent <= 12; exponent++) {
        expect(textOrRefusal(() => sizeText(sizeOf(2 ** exponent)))).toMatch(READABLE);
      }
      expect(sizeText(sizeOf(2 ** -10))).toBe(sizeText(Size.kibibytes(2 ** (10 * power - 20))));
    },
  );
});

describe('counts', () => {
  test.each([
    [0, '0'],
    [10, '10'],
    [1000, '1k'],
    [1500, '1500'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('a count of %s is rendered as the API server writes it', (count, text) => {
    expect(countText(count)).toBe(text);
  });

  test.each([-1, 1.5, NaN, Infinity, 2 ** 53])('fails when the count is %s', (count) => {
    expect(() => countText(count)).toThrow(
      new Error(`[app] pods must be a whole number of 0 or more, got '${count}': leave it out for no ceiling`),
    );
  });
});

describe('durations', () => {
  const seconds = (duration: Duration, least = 1): number => wholeSeconds('app', 'period', duration, least);

  test.each([
    ['seconds', Duration.seconds(1), 1],
    ['minutes', Duration.minutes(2), 120],
    ['milliseconds', Duration.millis(3000), 3],
  ])('a duration in %s is read in whole seconds', (_, duration, expected) => {
    expect(seconds(duration)).toBe(expected);
  });

  test('fails when a number is given for a duration', () => {
    const message = "[app] period must be a Duration, got '5': give one, such as Duration.seconds(30)";
    expect(() => seconds(5 as unknown as Duration)).toThrow(new Error(message));
  });

  test('a duration of 0 is allowed where the least is 0', () => {
    expect(seconds(Duration.seconds(0), 0)).toBe(0);
  });

  test.each([
    ['1.5', Duration.millis(1500)],
    ['0', Duration.seconds(0)],
  ])('fails when a duration is %s seconds', (text, duration) => {
    expect(() => seconds(duration)).toThrow(
      new Error(`[app] period in seconds must be a whole number of 1 to 2147483647, got '${text}': correct it`),
    );
  });
});
