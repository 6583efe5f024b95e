import { CheckFinding } from '../../lib';
import { RULES } from '../../lib/check/catalogue';
import { CASES } from './cases';
import { treeOf } from './cases/tree';

/** The name of the object, and what is found of it. */
function lineOf({ object, message }: CheckFinding): string {
  return `${object.replace(/.*[ /]/, '')}: ${message}`;
}

test('each rule has a code of its own', () => {
  const codes = RULES.map(({ code }) => code);
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
});

describe.each(RULES.map(({ code }) => code))('%s', (code) => {
  const cases = CASES.filter((one) => one.code === code);

  test('has a case', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  test.each(cases.map((one) => [one.when, one] as const))('fails when %s', (_, one) => {
    const findings = treeOf(one, one.fails).check();
    expect(findings.map(lineOf).sort()).toEqual([...one.found].sort());
    expect(new Set(findings.map((finding) => finding.code))).toEqual(new Set([code]));
  });

  test.each(cases.map((one) => [one.when, one] as const))('finds nothing otherwise: %s', (_, one) => {
    expect(treeOf(one, one.passes).check().map(lineOf)).toEqual([]);
  });
});
