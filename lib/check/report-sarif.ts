import { CheckFinding } from './run';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Findings as code scanners exchange them. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function asSarif(findings: readonly CheckFinding[]): string {
  const rules = new Map(findings.map(({ code, title }) => [code, { id: code, shortDescription: { text: title } }]));
  const driver = { name: 'cdk8s-mar', rules: [...rules.values()] };
  const log = { $schema: SCHEMA, version: '2.1.0', runs: [{ tool: { driver }, results: findings.map(resultOf) }] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf({ code, severity, message, path, reason }: CheckFinding): object {
  return {
    ruleId: code,
    level: severity,
    message: { text: message },
    locations: [{ logicalLocations: [{ fullyQualifiedName: path }] }],
    suppressions: reason === undefined ? [] : [{ kind: 'inSource', justification: reason }],
  };
}
