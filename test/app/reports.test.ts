import { Construct } from 'constructs';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Checks, CheckReport, MarApp, MarCluster, Severity } from '../../lib';
import { inFolder, textsIn } from '../support/folder';
import { refusing } from '../support/refusing';

jest.spyOn(console, 'warn').mockImplementation();

/** What a report says of an app with an error, a warning, something that is silenced, and a construct that is wrong. */
function reported(reportOf: (file: string) => CheckReport) {
  return inFolder((folder) => {
    const file = path.join(folder, 'reports/checks.txt');
    const rules = [
      refusing('Namespace', 'ACME-1'),
      refusing('ResourceQuota', 'ACME-2', Severity.WARNING),
      refusing('LimitRange', 'ACME-3'),
    ];
    const app = new MarApp({ outdir: path.join(folder, 'dist'), rules, checkReports: [reportOf(file)] });
    const prod = new MarCluster(app, 'prod');
    new Construct(prod, 'größer #1').node.addValidation({ validate: () => ['must be less'] });
    app.node.addValidation({ validate: () => ['must be more'] });
    Checks.of(prod).allow('ACME-3', 'they are for tests');
    expect(() => {
      app.synth();
    }).toThrow('found 3 to correct');
    expect(Object.keys(textsIn(folder))).toEqual(['reports/checks.txt']);
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  });
}

test('a JSON report lists all findings, though synthesis fails', () => {
  const { findings } = reported((file) => CheckReport.json(file));
  expect(findings.map(({ path: at, code, severity, reason }: Record<string, string>) => [at, code, severity, reason])).toEqual([
    ['', 'MAR-V01', 'error', undefined],
    ['prod/Limits', 'ACME-3', 'error', 'they are for tests'],
    ['prod/Namespace', 'ACME-1', 'error', undefined],
    ['prod/Quota', 'ACME-2', 'warning', undefined],
    ['prod/größer #1', 'MAR-V01', 'error', undefined],
  ]); // prettier-ignore
  expect(findings[2]).toEqual({
    code: 'ACME-1',
    severity: 'error',
    title: 'There is no Namespace.',
    path: 'prod/Namespace',
    object: 'Namespace prod',
    message: 'kind must not be Namespace: remove it',
  });
});

describe('a SARIF report', () => {
  const log = reported((file) => CheckReport.sarif(file));
  const [{ tool, results }] = log.runs;

  test('is of the version that scanners read', () => {
    expect([log.$schema, log.version]).toEqual(['https://json.schemastore.org/sarif-2.1.0.json', '2.1.0']);
    expect(log.runs).toHaveLength(1);
  });

  test('describes each rule that found something, once', () => {
    expect(tool.driver.name).toBe('cdk8s-mar');
    expect(tool.driver.rules).toEqual([
      { id: 'MAR-V01', shortDescription: { text: 'What a construct requires of itself holds.' } },
      { id: 'ACME-3', shortDescription: { text: 'There is no LimitRange.' } },
      { id: 'ACME-1', shortDescription: { text: 'There is no Namespace.' } },
      { id: 'ACME-2', shortDescription: { text: 'There is no ResourceQuota.' } },
    ]);
  });

  test('has a result for each finding, with the level, the message and the construct', () => {
    expect(results[3]).toEqual({
      ruleId: 'ACME-2',
      level: 'warning',
      message: { text: 'kind must not be ResourceQuota: remove it' },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'prod/Quota' }, region: { startLine: 1 } },
          logicalLocations: [{ fullyQualifiedName: 'prod/Quota' }],
        },
      ],
      suppressions: [],
    });
  });

  test('says of each result where it is, as GitHub demands, in a valid URI', () => {
    const uris = results.map(({ locations }: any) => locations[0].physicalLocation.artifactLocation.uri); // eslint-disable-line @typescript-eslint/no-explicit-any -- as parsed
    expect(uris).toEqual(['app', 'prod/Limits', 'prod/Namespace', 'prod/Quota', 'prod/gr%C3%B6%C3%9Fer%20%231']);
  });

  test('has what is silenced suppressed, with the reason', () => {
    expect(results[1].suppressions).toEqual([{ kind: 'inSource', justification: 'they are for tests' }]);
  });
});

test('reports are written where synthesis succeeds, over those of before', () => {
  inFolder((folder) => {
    const file = path.join(folder, 'checks.json');
    const checkReports = [CheckReport.json(file)];
    const app = new MarApp({ outdir: path.join(folder, 'dist'), checkReports });
    checkReports.pop();
    fs.writeFileSync(file, 'old');
    app.synth();
    expect(textsIn(folder)).toEqual({ 'checks.json': '{\n  "findings": []\n}\n' });
  });
});

test.each(['dist/checks.json', 'dist/reports/checks.json', 'dist/..checks.json', './dist/../dist/a', 'dist'])(
  "fails when the report '%s' would be among the manifests in dist",
  (file) => {
    expect(() => new MarApp({ outdir: 'dist', checkReports: [CheckReport.sarif(file)] })).toThrow(
      new Error(
        `checkReports must not be in the output folder, whose files are applied, got '${file}': write it elsewhere`,
      ),
    );
  },
);

test.each(['checks.json', 'dist-reports/checks.json', 'dist/../checks.json', '../dist/checks.json'])(
  "the report '%s' is not among the manifests in dist",
  (file) => {
    const report = CheckReport.json(file);
    expect(() => new MarApp({ outdir: 'dist', checkReports: [report] })).not.toThrow();
    expect(report.file).toBe(file);
  },
);

test.each([
  ['CheckReport.json', (file: string) => CheckReport.json(file)],
  ['CheckReport.sarif', (file: string) => CheckReport.sarif(file)],
])('fails when %s names no file', (call, reportOf) => {
  expect(() => reportOf(' ')).toThrow(new Error(`${call} must name a file: give one, such as 'checks.json'`));
});
