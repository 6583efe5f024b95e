import { finding } from '../../../internal/errors';
import { forbiddenChanges } from '../../model/immutable-fields';
import { Basis, Rule, Severity } from '../../rule';

/** Only where the app is told what was applied last. */
export const IMMUTABLE: Rule = {
  code: 'MAR-C06',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'What cannot be changed of an object is as it was applied last.',
  check: ({ all, former }) =>
    all.flatMap((manifest) => {
      const before = former?.find(manifest.kind, manifest.namespace, manifest.name);
      const changed = before === undefined ? [] : forbiddenChanges(before, manifest);
      return changed.map(({ path, before: old, after }) => {
        const rule = `must stay as it was applied, which is '${shown(old)}'`;
        const advice = 'keep it, rename the object, or delete it before the next apply';
        return { manifest, message: finding(path, shown(after), rule, advice) };
      });
    }),
};

function shown(value: unknown): string {
  return typeof value === 'string' || value === undefined ? String(value) : JSON.stringify(value);
}
