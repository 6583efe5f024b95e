import { grouped } from '../../lib/internal/collections';
import { RULES } from '../../lib/check/catalogue';

import { Rule, Severity } from '../../lib/check/rule';
import { lineOf } from '../../lib/check/run';
import { CASES } from '../check/cases';
import { Example } from '../check/cases/objects';
import { treeOf } from '../check/cases/tree';

/** What the letter of a code stands for. */
const GROUPS: Readonly<Record<string, string>> = {
  Q: 'Quota: what a namespace has room for',
  L: 'Limits: what one container, pod or claim may have',
  P: 'Pod security: what a namespace lets its pods do',
  N: 'Names: what things are called, and what they carry by a name',
  R: 'References: what one object needs of another',
  C: 'Conflicts: what several objects claim, and one alone can have',
  T: 'Traffic: what network policies would keep from arriving',
  W: 'Warnings: what Kubernetes does as told, and what is most often not meant',
};

/** All rules, for people, each with a line that it prints. */
export function ruleList(): string {
  const groups = grouped(RULES, ({ code }) => code.charAt('MAR-'.length));
  return [...groups].flatMap(([letter, rules]) => [`### ${headingOf(letter)}\n`, ...rules.map(entryOf)]).join('\n');
}

function headingOf(letter: string): string {
  const heading = GROUPS[letter];
  if (heading === undefined) throw new Error(`no heading for the rules MAR-${letter}…: add it to GROUPS`);
  return heading;
}

function entryOf({ code, title, severity, basis }: Rule): string {
  const whose = severity === Severity.WARNING ? 'Warning' : 'Error';
  return `#### ${code}\n\n${title} _${whose}: ${basis}._\n\n\`${printed(code)}\`\n`;
}

/** The first line that the first case of a rule prints. */
function printed(code: string): string {
  const one = CASES.find((candidate) => candidate.code === code);
  const [finding] = one === undefined ? [] : treeOf(one, one.fails).check();
  if (one === undefined || finding === undefined) throw new Error(`no case of ${code} fails`);
  const ids = idsOf(one.fails);
  const line = lineOf(finding).replace(/\bobject-(\d+)/g, (_, i: string) => ids[Number(i)] ?? '');
  return finding.severity === Severity.WARNING ? `Warning: ${line}` : line;
}

/** Ids that say more than those of the objects in the tree of a case: their kinds. */
function idsOf(examples: readonly Example[]): string[] {
  const kinds = examples.map(({ object }) => object.kind);
  return kinds.map((kind, i) => {
    const nth = kinds.slice(0, i + 1).filter((other) => other === kind).length;
    return nth === 1 ? kind : `${kind}-${nth}`;
  });
}
