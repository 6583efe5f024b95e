import { RULES } from '../../../lib/check/catalogue';
import { CASES } from '../cases';
import { Patch } from '../cases/objects';
import { findings } from './found';
import { object } from './objects';

type Path = readonly string[];

/** One object of a kind with something else in one of its fields. */
type Variants = ReadonlyMap<string, (odd: unknown) => Patch>;

const enforce = { 'pod-security.kubernetes.io/enforce': 'restricted' };
const namespace = object('v1', 'Namespace', {}, { name: 'prod', namespace: undefined, labels: enforce });

function paths(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...paths(inner, [...at, key])]);
}

function replaced(value: unknown, [key = '', ...rest]: Path, odd: unknown): unknown {
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Patch) }) as Record<string, unknown>;
  copy[key] = rest.length === 0 ? odd : replaced(copy[key], rest, odd);
  return copy;
}

/** By kind and field, of all that the cases have. */
const kinds = new Map<string, Variants>();
for (const { object: one } of CASES.flatMap(({ fails }) => fails)) {
  const inProd = { ...one, metadata: { ...(one.metadata as Patch), namespace: 'prod' } };
  const variants = paths(inProd).map(
    (path) => [path.join('.'), (odd: unknown) => replaced(inProd, path, odd) as Patch] as const,
  );
  kinds.set(one.kind, new Map([...(kinds.get(one.kind) ?? []), ...variants]));
}

const rows = [...kinds].flatMap(([kind, variants]) =>
  ['x', 3, true, {}, [], ['x']].map((odd) => [kind, odd, [...variants.values()].map((of) => of(odd))] as const),
);

test.each(rows)('no rule fails on a %s that has %j in any of its fields', (_, __, variants) => {
  expect(() => RULES.map((rule) => findings(rule, namespace, ...variants))).not.toThrow();
});
