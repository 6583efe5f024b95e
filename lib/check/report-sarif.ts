import { CheckFinding } from './run';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * Formats violations as SARIF, which code scanners read.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function asSarif(findings: readonly CheckFinding[]): string {
  const rules = new Map(findings.map(({ code, title }) => [code, { id: code, shortDescription: { text: title } }]));
  const driver = { name: 'cdk8s-mar', rules: [...rules.values()] };
  const log = { $schema: SCHEMA, version: '2.1.0', runs: [{ tool: { driver }, results: findings.map(resultOf) }] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/**
 * Converts a violation to a SARIF result. Its file is the path of the construct, because violations have no source file and
 * GitHub rejects all results if one has no location.
 */
function resultOf({ code, severity, message, path, reason }: CheckFinding): object {
  const uri = path === '' ? 'app' : path.split('/').map(encodeURIComponent).join('/');
  const physicalLocation = { artifactLocation: { uri }, region: { startLine: 1 } };
  return {
    ruleId: code,
    level: severity,
    message: { text: message },
    locations: [{ physicalLocation, logicalLocations: [{ fullyQualifiedName: path }] }],
    suppressions: reason === undefined ? [] : [{ kind: 'inSource', justification: reason }],
  };
}
