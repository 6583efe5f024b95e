import { ApiObject } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-30';
import { Checks, MarApp, MarCluster, MarRegion } from '../../lib';
import { RULES } from '../../lib/check/catalogue';
import { inFolder, textsIn } from '../support/folder';
import { only } from '../support/manifest';
import { refusing } from '../support/refusing';

/** An app in which no ConfigMap is right, with one in a cluster in a region. */
function build(outdir = 'unused') {
  const app = new MarApp({ outdir, rules: [refusing('ConfigMap'), refusing('ConfigMap', 'ACME-2')] });
  const region = new MarRegion(app, 'us-east');
  const prod = new MarCluster(region, 'prod');
  const settings = new ConfigMap(prod, 'settings', { metadata: { name: 'settings' } });
  const reasons = (): unknown[] => app.check().map(({ code, reason }) => [code, reason]);
  return { app, region, prod, settings, object: ApiObject.of(settings), reasons };
}

test.each(['app', 'region', 'prod', 'settings', 'object'] as const)('a rule is silenced for all in the %s', (place) => {
  const built = build();
  Checks.of(built[place]).allow('ACME-1', 'known');
  expect(built.reasons()).toEqual([['ACME-1', 'known'], ['ACME-2', undefined]]); // prettier-ignore
});

test('a rule is not silenced for what is beside the construct', () => {
  const { prod, reasons } = build();
  Checks.of(new ConfigMap(prod, 'other', {})).allow('ACME-1', 'known');
  expect(reasons()).toContainEqual(['ACME-1', undefined]);
});

test('the reason of the nearest construct holds, whichever was given first', () => {
  const { app, prod, settings, reasons } = build();
  Checks.of(settings).allow('ACME-1', 'near');
  Checks.of(app).allow('ACME-1', 'far');
  Checks.of(app).allow('ACME-2', 'far');
  Checks.of(prod).allow('ACME-2', 'near');
  expect(reasons()).toEqual([['ACME-1', 'near'], ['ACME-2', 'near']]); // prettier-ignore
});

test('of two reasons for one construct the last one holds', () => {
  const { prod, reasons } = build();
  Checks.of(prod).allow('ACME-1', 'first');
  Checks.of(prod).allow('ACME-1', 'second');
  expect(reasons()).toContainEqual(['ACME-1', 'second']);
});

test('the objects that would break a rule carry the reason, and no others do', () => {
  inFolder((outdir) => {
    const { app, prod, settings } = build(outdir);
    Checks.of(prod).allow('ACME-1', "it's known");
    Checks.of(app).allow('ACME-2', 'known: #2');
    Checks.of(app).allow('ACME-3', 'nothing breaks it');
    app.synth();
    const annotations = { 'checks.cdk8s-mar/allow.ACME-1': "it's known", 'checks.cdk8s-mar/allow.ACME-2': 'known: #2' };
    expect(only(prod, 'ConfigMap').metadata.annotations).toEqual(annotations);
    expect(Object.keys(only(prod, 'Namespace').metadata.annotations)).toEqual(['mar-version']);
    const first = textsIn(outdir);
    app.synth();
    expect(textsIn(outdir)).toEqual(first);
    expect(ApiObject.of(settings).toJson()).toMatchObject({ metadata: { annotations } });
  });
});

test('a reason that is written on an object holds for it, before all others', () => {
  const { app, object, reasons } = build();
  object.metadata.addAnnotation('checks.cdk8s-mar/allow.ACME-1', 'written');
  Checks.of(app).allow('ACME-1', 'far');
  expect(reasons()).toEqual([['ACME-1', 'written'], ['ACME-2', undefined]]); // prettier-ignore
});

test.each(['', ' ', 'MAR Q01', 'MAR/Q01', '-Q01', 'Q01.', `Q${'0'.repeat(50)}`])(
  "fails when the code of what is allowed is '%s'",
  (code) => {
    const { prod } = build();
    expect(() => {
      Checks.of(prod).allow(code, 'known');
    }).toThrow(new Error(`[us-east/prod] code must be a rule's, got '${code}': give it as in 'MAR-Q01'`));
  },
);

test.each(['', ' \n'])("fails when the reason is '%s'", (reason) => {
  const { prod, reasons } = build();
  expect(() => {
    Checks.of(prod).allow('ACME-1', reason);
  }).toThrow(
    new Error(`[us-east/prod] reason for ACME-1 must be given, got '${reason}': say why the rule need not hold`),
  );
  expect(reasons()).toContainEqual(['ACME-1', undefined]);
});

test('a code of 50 characters becomes the key of an annotation', () => {
  const { prod } = build();
  expect(() => {
    Checks.of(prod).allow('A'.repeat(50), 'known');
  }).not.toThrow();
});

test.each([
  ['MAR-Q99', 'MAR-Q01'],
  ['mar-w01', 'MAR-W01'],
  ['MAR-R4', 'MAR-R04'],
  ['MAR-R40', 'MAR-R04'],
  ['Mar-n03', 'MAR-N03'],
])('fails when what is allowed is %s, which is no rule, and asks for %s', (code, likely) => {
  const { prod } = build();
  expect(() => {
    Checks.of(prod).allow(code, 'known');
  }).toThrow(
    new Error(`[us-east/prod] code must be that of a rule of MAR's, got '${code}': did you mean '${likely}'?`),
  );
});

test.each(['MAR-QUOTA', 'MAR-'])('fails when what is allowed is %s, which is like no rule', (code) => {
  const { prod } = build();
  expect(() => {
    Checks.of(prod).allow(`${code}x`, 'known');
  }).toThrow(
    new Error(`[us-east/prod] code must be that of a rule of MAR's, got '${code}x': docs/checks.md lists them`),
  );
});

test.each(['MAR-V01', 'mar-v01'])('fails when what is allowed is %s, which nothing silences', (code) => {
  const { prod } = build();
  expect(() => {
    Checks.of(prod).allow(code, 'known');
  }).toThrow(
    new Error(
      `[us-east/prod] code must be of a rule that can be silenced, got '${code}': correct what the construct finds wrong with itself`,
    ),
  );
});

test('every rule of MAR can be silenced, and what only starts like one', () => {
  const { prod } = build();
  for (const code of [...RULES.map((rule) => rule.code), 'mar-kitchen', 'MARKET-Q99']) {
    expect(() => {
      Checks.of(prod).allow(code, 'known');
    }).not.toThrow();
  }
});
