import { BlockList } from 'node:net';
import * as fc from 'fast-check';
import { Cidr, isStrictlyWithin, parseCidr } from '../../lib/kube/cidr';

type Version = 4 | 6;

const bitsOf = (version: Version): number => (version === 4 ? 32 : 128);

/** Clears all bits beyond the prefix. */
function masked(version: Version, address: bigint, prefix: number): bigint {
  const free = BigInt(bitsOf(version) - prefix);
  return (address >> free) << free;
}

function addressText(version: Version, address: bigint): string {
  const digits = address.toString(version === 4 ? 2 : 16).padStart(32, '0');
  const groups = digits.match(version === 4 ? /.{8}/g : /.{4}/g) ?? [];
  return version === 4 ? groups.map((octet) => parseInt(octet, 2)).join('.') : groups.map(shortest).join(':');
}

const shortest = (group: string): string => group.replace(/^0+(?=.)/, '');

const addresses = (version: Version): fc.Arbitrary<bigint> =>
  fc.bigInt({ min: 0n, max: 2n ** BigInt(bitsOf(version)) - 1n }).filter((address) => address >> 32n !== 0xffffn);

const prefixes = (version: Version): fc.Arbitrary<number> => fc.nat({ max: bitsOf(version) });

test.each([[undefined], [null], [10]])('%j, as JavaScript may give it, is no block', (value) => {
  expect(parseCidr(value)).toBeUndefined();
});

function parsed(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new Error(`${text} is no block`);
  return cidr;
}

test.each([
  ['10.0.0.0/8', 4, 0x0a000000n, 8],
  ['0.0.0.0/0', 4, 0n, 0],
  ['255.255.255.255/32', 4, 0xffffffffn, 32],
  ['::/0', 6, 0n, 0],
  ['::1/128', 6, 1n, 128],
  ['2001:db8::/32', 6, 0x20010db8n << 96n, 32],
  ['2001:DB8::/32', 6, 0x20010db8n << 96n, 32],
  ['1:2:3:4:5:6:7::/112', 6, 0x0001_0002_0003_0004_0005_0006_0007_0000n, 112],
  ['1:2:3:4:5:6:7:8/128', 6, 0x0001_0002_0003_0004_0005_0006_0007_0008n, 128],
  ['::ffff:1:0:0/96', 6, 0xffff_0001n << 32n, 96],
])('the block %s is read', (text, version, first, prefix) => {
  expect(parseCidr(text)).toEqual({ version, first, prefix });
});

test.each([
  ['', 'nothing'],
  ['10.0.0.0', 'no prefix'],
  ['10.0.0.0/', 'an empty prefix'],
  ['/8', 'no address'],
  ['10.0.0/8', 'three octets'],
  ['10.0.0.256/32', 'an octet too large'],
  ['10.0.0.0/33', 'a prefix too long for IPv4'],
  ['::/129', 'a prefix too long for IPv6'],
  ['10.0.0.0/08', 'a leading zero in the prefix'],
  ['10.0.0.0/+8', 'a sign in the prefix'],
  ['10.0.0.0/-1', 'a negative prefix'],
  ['010.0.0.0/8', 'a leading zero in the address'],
  ['10.0.0.0/8/8', 'two prefixes'],
  [' 10.0.0.0/8', 'a space'],
  ['10.0.0.1/8', 'bits beyond the prefix in IPv4'],
  ['2001:db8::1/64', 'bits beyond the prefix in IPv6'],
  ['1:2:3/16', 'too few groups'],
  ['1::2::3/128', 'two gaps'],
  ['::ffff:10.0.0.0/104', 'IPv4 inside IPv6'],
  ['::ffff:a00:0/104', 'IPv4 inside IPv6, in hexadecimal'],
  ['fe80::%eth0/10', 'a zone'],
  ['example.com/8', 'a host'],
])("'%s' is no block, as it has %s", (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

describe.each([4, 6] as const)('IPv%s', (version) => {
  test(`law: every block of IPv${version} is read back`, () => {
    fc.assert(
      fc.property(addresses(version), prefixes(version), (address, prefix) => {
        const first = masked(version, address, prefix);
        expect(parseCidr(`${addressText(version, first)}/${prefix}`)).toEqual({ version, first, prefix });
      }),
    );
  });

  test(`law: an address of IPv${version} and a prefix are a block if no bit is set beyond the prefix`, () => {
    const address = fc
      .tuple(addresses(version), prefixes(version))
      .map(([any, prefix]) => masked(version, any, prefix));
    fc.assert(
      fc.property(address, prefixes(version), (first, prefix) => {
        const beyond = first.toString(2).padStart(bitsOf(version), '0').slice(prefix);
        expect(parseCidr(`${addressText(version, first)}/${prefix}`) === undefined).toBe(beyond.includes('1'));
      }),
    );
  });

  test(`law: a block of IPv${version} lies within another if that is larger and Node finds its first address in it`, () => {
    const near = fc.tuple(addresses(version), fc.nat({ max: bitsOf(version) - 1 }), fc.boolean()).map(
      ([one, bit, same]) => [one, same ? one : one ^ (1n << BigInt(bit))] as const,
    ); // prettier-ignore
    fc.assert(
      fc.property(near, prefixes(version), prefixes(version), ([one, other], outerPrefix, innerPrefix) => {
        const outer = addressText(version, masked(version, one, outerPrefix));
        const inner = addressText(version, masked(version, other, innerPrefix));
        const list = new BlockList();
        list.addSubnet(outer, outerPrefix, `ipv${version}`);
        const expected = innerPrefix > outerPrefix && list.check(inner, `ipv${version}`);
        expect(isStrictlyWithin(parsed(`${inner}/${innerPrefix}`), parsed(`${outer}/${outerPrefix}`))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['::/127', '0.0.0.0/0'],
  ['0.0.0.0/8', '::/0'],
])('a block is not within one of the other version: %s in %s', (inner, outer) => {
  expect(isStrictlyWithin(parsed(inner), parsed(outer))).toBe(false);
});
