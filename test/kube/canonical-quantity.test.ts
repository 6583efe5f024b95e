import * as fc from 'fast-check';
import { canonicalQuantity, formatBytes } from '../../lib/kube/canonical-quantity';
import { milli } from '../../lib/check/model/quantity';
import { QUANTITY } from '../support/quantities';

test.each([
  ['0.5', '500m'],
  ['1000m', '1'],
  ['1500m', '1500m'],
  ['0.001', '1m'],
  ['0.0000000001', '1n'],
  ['-0.5', '-500m'],
  ['1000', '1k'],
  ['1000000', '1M'],
  ['0', '0'],
  ['0Gi', '0'],
  ['0m', '0'],
  ['1024Mi', '1Gi'],
  ['1.5Gi', '1536Mi'],
  ['1000Ki', '1000Ki'],
  ['0.5Ki', '512'],
  ['-2048Ki', '-2Mi'],
  ['0.0001Ki', '102400u'],
  ['1.0001Ki', '1024102400u'],
  ['1e3', '1e3'],
  ['1E2', '100'],
  ['12e4', '120e3'],
  ['1000E', '1000E'],
  ['1000e18', '1e21'],
])('the API server writes %s as %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});

test.each(['', 'much', '1.2.3', '5 Gi'])("the text '%s' is not a quantity and stays as it is", (text) => {
  expect(canonicalQuantity(text)).toBe(text);
});

test('law: the canonical form is the same quantity, and its own canonical form', () => {
  fc.assert(
    fc.property(QUANTITY, (text) => {
      const canonical = canonicalQuantity(text);
      expect(milli(canonical)).toBe(milli(text));
      expect(canonicalQuantity(canonical)).toBe(canonical);
      expect(canonical).toMatch(/^-?(0|[1-9]\d*)([numkMGTPE]|[KMGTPE]i|e-?\d+)?$/);
    }),
    { numRuns: 1000 },
  );
});

test('law: bytes are written in the largest binary unit that divides them', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (bytes) => {
      const [, amount = '', unit = ''] = /^(\d+)([KMGTPE]?)i?$/.exec(formatBytes(bytes)) ?? [];
      const power = unit === '' ? 0n : BigInt('KMGTPE'.indexOf(unit) + 1);
      expect(BigInt(amount) * 1024n ** power).toBe(bytes);
      expect(power === 6n || bytes < 1024n || BigInt(amount) % 1024n !== 0n).toBe(true);
    }),
  );
});
