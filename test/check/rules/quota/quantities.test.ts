import { named } from '../objects';
import { needs } from './needs';

const requested = (resource: string, ...amounts: readonly unknown[]): string => {
  const containers = amounts.map((amount) => ({ resources: { requests: { [resource]: amount } } }));
  return needs(`requests.${resource}`, named('Pod', 'web', { containers }))[0];
};

describe('amounts', () => {
  test.each<[unknown, string]>([
    [2, '2'],
    [0.25, '250m'],
    ['1.5', '1500m'],
    ['1.', '1'],
    ['.5', '500m'],
    ['+1', '1'],
    ['1n', '1m'],
    ['1500u', '2m'],
    ['0.0001', '1m'],
    ['100m', '100m'],
    ['1k', '1000'],
    ['1M', '1000000'],
    ['1G', '1000000000'],
    ['1T', '1000000000000'],
    ['1P', '1000000000000000'],
    ['1E', '1000000000000000000'],
    ['1e3', '1000'],
    ['1E3', '1000'],
    ['1e+3', '1000'],
    ['1e-3', '1m'],
    ['1.25e1', '12500m'],
    ['1Ki', '1024'],
    ['1Mi', '1048576'],
    ['1Gi', '1073741824'],
    ['1Ti', '1099511627776'],
    ['1Pi', '1125899906842624'],
    ['1Ei', '1152921504606846976'],
    ['3.3Mi', '3460300800m'],
    ['m', '0'],
    ['.', '0'],
    [' 1\n', '1'],
  ])('%j is read as %s', (written, read) => {
    expect(requested('cpu', written)).toBe(read);
  });

  test.each(['', '1K', '1ki', '1e', '1m5', '--1', '1_0', '0x10', 'one', true])(
    '%j is none, and left to the API server',
    (written) => {
      expect(requested('cpu', written, '1m')).toBe('1m');
    },
  );

  test('less than 0 make up for others, rounded as far', () => {
    expect(requested('cpu', '-1500u', '1')).toBe('998m');
  });

  test.each([
    ['1023', '1023'],
    ['1024', '1Ki'],
    ['1536Ki', '1536Ki'],
    ['1024Ki', '1Mi'],
    ['1024Mi', '1Gi'],
    ['1025Mi', '1025Mi'],
    ['1024Gi', '1Ti'],
    ['1024Ti', '1Pi'],
    ['1024Pi', '1Ei'],
    ['1k', '1000'],
    ['500m', '500m'],
  ])('of memory and storage, %s are written as %s', (amount, written) => {
    expect(requested('memory', amount)).toBe(written);
    expect(requested('ephemeral-storage', amount)).toBe(written);
  });
});
