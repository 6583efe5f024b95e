import * as fc from 'fast-check';
import {
  DNS_LABEL,
  DNS_SUBDOMAIN,
  HOST,
  INSTANCE_ID,
  LABEL_VALUE,
  NameRule,
  PORT_NAME,
  requireName,
  SERVICE_NAME,
  slug,
} from '../../lib/kube/names';

function check(rule: NameRule, value: string): () => void {
  return () => {
    requireName('app/db', 'name', value, rule, 'rename it');
  };
}

function accepts(rule: NameRule, value: string): boolean {
  try {
    check(rule, value)();
    return true;
  } catch {
    return false;
  }
}

const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

/** All characters are of those that stand at the ends or within, the first and the last of those at the ends. */
function isWord(text: string, atEnds: string, within: string): boolean {
  const [first, last] = [text.at(0) ?? '', text.at(-1) ?? ''];
  const isOf = (allowed: string) => (char: string) => char !== '' && allowed.includes(char);
  return [first, last].every(isOf(atEnds)) && Array.from(text).every(isOf(atEnds + within));
}

const isLabel = (text: string): boolean => isWord(text, SMALL + DIGITS, '-');
const isSubdomain = (text: string): boolean => text.split('.').every(isLabel);
const isIPv4Like = (text: string): boolean => /^(\d+\.){3}\d+$/.test(text);

/** Each rule, how it reads, its longest name, and its definition in other words. */
const RULES: [string, NameRule, string, number, (text: string) => boolean][] = [
  [
    'DNS label',
    DNS_LABEL,
    "must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit)",
    63,
    isLabel,
  ],
  [
    'DNS subdomain',
    DNS_SUBDOMAIN,
    "must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit)",
    253,
    isSubdomain,
  ],
  [
    'instance ID',
    INSTANCE_ID,
    "must be a DNS name of at most 63 characters (a-z, 0-9, '-' and '.', each part first and last a letter or digit)",
    63,
    isSubdomain,
  ],
  [
    'service name',
    SERVICE_NAME,
    "must be a DNS label that starts with a letter (1 to 63 of a-z, 0-9 and '-', last one a letter or digit)",
    63,
    (text) => isLabel(text) && SMALL.includes(text.charAt(0)),
  ],
  [
    'host',
    HOST,
    "must be a DNS name, in lower case, whose first part may be '*'",
    253,
    (text) => isSubdomain(text.startsWith('*.') ? text.slice(2) : text) && !isIPv4Like(text),
  ],
  [
    'label value',
    LABEL_VALUE,
    "must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter or digit)",
    63,
    (text) => text === '' || isWord(text, SMALL + SMALL.toUpperCase() + DIGITS, '-_.'),
  ],
  [
    'port name',
    PORT_NAME,
    "must be a port name (1 to 15 of a-z, 0-9 and single '-', at least one letter)",
    15,
    (text) => isLabel(text) && !text.includes('--') && /[a-z]/.test(text),
  ],
];

test.each(RULES)('fails with the reason when it is no %s', (_, rule, text) => {
  expect(check(rule, 'no name!')).toThrow(new Error(`[app/db] name ${text}, got 'no name!': rename it`));
});

test.each(RULES)('the longest %s passes, and one character more fails', (_, rule, __, maxLength) => {
  const longest = 'a'.repeat(maxLength);
  expect([accepts(rule, longest), accepts(rule, `${longest}a`)]).toEqual([true, false]);
});

test.each(RULES)('law: exactly what is a %s passes', (_, rule, __, ___, isValid) => {
  const text = fc.string({ unit: fc.constantFrom('a', 'Z', '7', '-', '.', '_', '*', '\n', 'ß'), maxLength: 8 });
  const likely = fc.string({ unit: fc.constantFrom('a', 'b', '7', '-', '.'), maxLength: 8 });
  fc.assert(
    fc.property(fc.oneof(text, likely), (value) => {
      expect(accepts(rule, value)).toBe(isValid(value));
    }),
  );
});

test.each([
  ['mar-i-92a1', INSTANCE_ID],
  ['v1.orders', INSTANCE_ID],
  ['*.example.com', HOST],
  ['8-bit', PORT_NAME],
  ['', LABEL_VALUE],
])("'%s' is a valid name", (value, rule) => {
  expect(check(rule, value)).not.toThrow();
});

test.each([
  ['*', HOST],
  ['a.*.com', HOST],
  ['9-lives', SERVICE_NAME],
  ['80', PORT_NAME],
  ['a--b', PORT_NAME],
  ['prod\n', DNS_LABEL],
  ['a..b', DNS_SUBDOMAIN],
])('fails when %j is given as a name', (value, rule) => {
  expect(check(rule, value)).toThrow(new Error(`[app/db] name ${rule.text}, got '${value}': rename it`));
});

test.each([
  ['/var/cache', 'var-cache'],
  ['Orders.Example.com', 'orders-example-com'],
  ['a__b', 'a-b'],
  ['/', ''],
])("the slug of '%s' is '%s'", (text, expected) => {
  expect(slug(text)).toBe(expected);
});

test('law: a slug is empty or can stand in a DNS label', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      const slugged = slug(text);
      expect(slugged === '' || isLabel(slugged)).toBe(true);
    }),
  );
});
