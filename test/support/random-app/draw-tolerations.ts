import * as fc from 'fast-check';
import { rarely, record, weighted, withEdges } from './draw';
import { Toleration } from './program-details';

const effects = weighted<Toleration['effect']>(
  [3, undefined],
  [3, 'NoSchedule'],
  [1, 'PreferNoSchedule'],
  [3, 'NoExecute'],
);

const keys = withEdges<string | undefined>(
  weighted([6, 'dedicated'], [2, 'node.kubernetes.io/not-ready'], [1, 'constructor'], [2, undefined]),
  'a b',
  'example.com/',
);
const values = withEdges<string | undefined>(
  weighted([4, 'web'], [3, undefined], [1, ''], [1, 'true'], [1, '1e3']),
  'a/b',
  'a'.repeat(64),
);

const one: fc.Arbitrary<Toleration> = fc.tuple(keys, effects).chain(([key, effect]) =>
  key === undefined
    ? fc.constant({})
    : record<Toleration>({
        key: fc.constant(key),
        value: values,
        effect: fc.constant(effect),
        evictAfter: rarely(effect === 'NoExecute' ? 60 : 0, withEdges(fc.constantFrom(300, 0), 1.5, -1)),
      }),
);

/** Taints that pods bear; no node of the tests has one. */
export const tolerations: fc.Arbitrary<Toleration[]> = fc.array(one, { minLength: 1, maxLength: 3 });
