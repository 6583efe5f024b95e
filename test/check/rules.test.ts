import { ApiObject } from 'cdk8s';
import { CheckFinding, MarApp, MarCluster, MarClusterProps } from '../../lib';
import { RULES } from '../../lib/check/catalogue';
import { CASES } from './cases';
import { Example } from './cases/objects';

function check(cluster: MarClusterProps | undefined, examples: readonly Example[]): CheckFinding[] {
  const app = new MarApp({ outdir: 'unused' });
  const checks = new MarCluster(app, 'checks', cluster);
  examples.forEach(({ object }, i) => new ApiObject(checks, `object-${i}`, object));
  return app.check();
}

describe.each(RULES.map((rule) => [rule.code, rule] as const))('%s', (code) => {
  const cases = CASES.filter((one) => one.code === code);

  test('has a case', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  test.each(cases.map((one) => [one.when, one] as const))('fails when %s', (_, { cluster, fails, found }) => {
    const findings = check(cluster, fails);
    const lines = findings.map(({ object, message }) => `${object.replace(/.*[ /]/, '')}: ${message}`);
    expect(lines.sort()).toEqual([...found].sort());
    expect(new Set(findings.map((finding) => finding.code))).toEqual(new Set([code]));
  });

  test.each(cases.map((one) => [one.when, one] as const))('finds nothing otherwise: %s', (_, { cluster, passes }) => {
    expect(check(cluster, passes)).toEqual([]);
  });
});
