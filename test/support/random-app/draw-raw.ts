import * as fc from 'fast-check';
import { rarely, record, said, weighted } from './draw';
import { CONFIG } from './draw-env';
import { quietWorkload } from './draw-pods';
import { plausible } from './plausible';
import { Guest, Level, Raw, RawPods } from './program';

/** As good as unique in its cluster. */
const NAME = 'raw';

const plain: fc.Arbitrary<Raw>[] = [
  fc.constantFrom('config' as const, 'claim' as const, 'networkPolicy' as const).map((raw) => ({ raw, name: NAME })),
  fc.constantFrom({ raw: 'kplusConfig', name: NAME }, { raw: 'kplusService', name: NAME }),
  fc.record({
    raw: fc.constant('service' as const),
    name: fc.constant(NAME),
    type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer'),
  }),
  fc.constant({ raw: 'ingress', name: NAME, host: 'a.example.com' }),
];

/** What is counted or bounded twice, has the name of another object, or belongs to no namespace. */
const strange = fc.constantFrom<Raw[]>(
  { raw: 'quota', name: NAME, pods: 12 },
  { raw: 'limitRange', name: NAME, maxCpu: 1000 },
  { raw: 'limitRange', name: NAME, maxCpu: 250 },
  { raw: 'quota', name: 'quota', pods: 99 },
  { raw: 'config', name: CONFIG },
  { raw: 'clusterRole', name: NAME },
);

function pods(level: Level): fc.Arbitrary<Raw> {
  return record<RawPods & { readonly raw: 'pod' | 'deployment' | 'kplusDeployment' }>({
    raw: fc.constantFrom('pod', 'deployment', 'kplusDeployment'),
    name: fc.constant(NAME),
    cpu: rarely(70, fc.constantFrom(50, 200)),
    memory: rarely(70, fc.constantFrom(64, 256)),
    replicas: fc.integer({ min: 1, max: 3 }),
    hardened: weighted([level === 'restricted' ? 6 : 1, true], [1, false]),
  });
}

/** What others put into a cluster of a level. */
export function raws(level: Level): fc.Arbitrary<Raw[]> {
  const one = fc.oneof<{ weight: number; arbitrary: fc.Arbitrary<Raw> }[]>(
    ...plain.map((arbitrary) => ({ weight: 2, arbitrary })),
    { weight: 3, arbitrary: strange },
    { weight: 5, arbitrary: pods(level) },
  );
  return fc
    .array(one, { minLength: 1, maxLength: 2 })
    .map((all) => all.map((raw, i) => (raw.name === NAME ? { ...raw, name: `${NAME}-${i}` } : raw)));
}

/** A pod of somebody else, whose file is applied after that of the cluster, or before. */
export function guests(index: number): fc.Arbitrary<Guest> {
  return fc.tuple(quietWorkload, weighted([5, `visitors-${index}`], [1, `guests-${index}`])).map(([drawn, chart]) => ({
    chart,
    workload: plausible(said({ ...drawn, kind: 'Instance' as const, name: 'guest' }), index, 'plain'),
  }));
}
