import { CheckFinding } from './run';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Findings as code scanners exchange them. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function asSarif(findings: readonly CheckFinding[]): string {
  const rules = new Map(findings.map(({ code, title }) => [code, { id: code, shortDescription: { text: title } }]));
  const driver = { name: 'cdk8s-mar', rules: [...rules.values()] };
  const log = { $schema: SCHEMA, version: '2.1.0', runs: [{ tool: { driver }, results: findings.map(resultOf) }] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/**
 * Scanners want a file, and what is found has none: the path of its construct stands for it. GitHub refuses all results if one
 * has no location.
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
