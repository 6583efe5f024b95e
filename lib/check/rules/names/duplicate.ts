import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { keyOf } from '../../manifests';
import { rivals } from '../../model/rivals';
import { Basis, Rule, Severity } from '../../rule';

/** `kubectl apply` accepts both objects and applies them in turn, so the last one overwrites the others. */
export const DUPLICATE: Rule = {
  code: 'MAR-N02',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'An object is written once.',
  check: (manifests) => {
    const named = manifests.all.filter(({ name }) => name !== '');
    const same = rivals(named, ({ group, kind, namespace, name }) => `${group}/${keyOf(kind, namespace, name)}`);
    return same.map(({ first, item }) => ({ manifest: item, message: describe(item, first) }));
  },
};

function describe({ kind, namespace, name }: Manifest, { path }: Manifest): string {
  const within = namespace === '' ? '' : ` of namespace '${namespace}'`;
  const rule = `must be unique among the objects of kind ${kind}${within}, of which the last one would replace the others`;
  return finding('metadata.name', name, rule, `rename it, or remove it or the one at ${path}`);
}
