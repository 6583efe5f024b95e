import { finding } from '../../../internal/errors';
import { Change } from '../../model/changes';
import { forbiddenChanges } from '../../model/immutable-fields';
import { Basis, Rule, Severity } from '../../rule';

/** Checks nothing unless the app has the last applied manifests. */
export const IMMUTABLE: Rule = {
  code: 'MAR-C06',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'What cannot be changed of an object is as it was applied last.',
  check: ({ all, lastApplied }) =>
    all.flatMap((manifest) => {
      const before = lastApplied?.find(manifest.kind, manifest.namespace, manifest.name);
      const changed = before === undefined ? [] : forbiddenChanges(before, manifest);
      return changed.map((change) => ({ manifest, message: describe(manifest.kind, change) }));
    }),
};

function describe(kind: string, { path, before, after }: Change): string {
  const isSecret = kind === 'Secret' && /^(data|stringData)\b/.test(path);
  const [was, is] = [before, after].map((value) => (isSecret ? `not shown (${typeof value})` : shown(value)));
  const rule = `must stay as it was applied, which is '${was}'`;
  return finding(path, is, rule, 'keep it, rename the object, or delete it before the next apply');
}

function shown(value: unknown): string {
  return typeof value === 'string' || value === undefined ? String(value) : JSON.stringify(value);
}
