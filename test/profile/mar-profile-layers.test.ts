import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import * as mar from '../../lib';
import { mergeProfiles } from '../../lib/profile/mar-profile';
import { FAILING_NODES, newCluster } from '../support/instance';
import { frozen, Manifest } from '../support/manifest';
import { templateOf } from '../workload/fixture';

/** One field: what is said of it by the cluster's profile (1), an own profile (2) and own props (3); what the pod shows. */
type Field = [
  name: string,
  say: (n: number) => mar.PodSettings,
  find: (spec: Manifest) => unknown,
  shown: (n: number) => unknown,
];

const main = (spec: Manifest): Manifest => spec.containers[0];
const AMOUNTS = { cpu: kplus.Cpu.units(9), memory: Size.gibibytes(9) };
const ZONES = [kplus.Topology.ZONE, kplus.Topology.REGION, kplus.Topology.HOSTNAME];
const zone = (n: number): kplus.Topology => ZONES[n - 1] ?? kplus.Topology.ZONE;

const FIELDS: Field[] = [
  ['cpu', (n) => ({ cpu: kplus.Cpu.units(n) }), (spec) => main(spec).resources.limits.cpu, String],
  ['memory', (n) => ({ memory: Size.gibibytes(n) }), (spec) => main(spec).resources.limits.memory, (n) => `${n}Gi`],
  [
    'ephemeralStorage',
    (n) => ({ ephemeralStorage: Size.gibibytes(n) }),
    (spec) => main(spec).resources.limits['ephemeral-storage'],
    (n) => `${n}Gi`,
  ],
  [
    'requests',
    (n) => ({ requests: { cpu: kplus.Cpu.millis(n) } }),
    (spec) => main(spec).resources.requests.cpu,
    (n) => `${n}m`,
  ],
  [
    'env',
    (n) => ({ env: { A: kplus.EnvValue.fromValue(`${n}`) } }),
    (spec) => main(spec).env,
    (n) => [{ name: 'A', value: `${n}` }],
  ],
  ['security', (n) => ({ security: { user: n } }), (spec) => spec.securityContext.runAsUser, (n) => n],
  ['nodeSelector', (n) => ({ nodeSelector: { disk: `d${n}` } }), (spec) => spec.nodeSelector, (n) => ({ disk: `d${n}` })],
  [
    'tolerations',
    (n) => ({ tolerations: [kplus.NodeTaintQuery.exists(`t${n}`)] }),
    (spec) => [spec.tolerations[0].key, ...spec.tolerations.slice(1)],
    (n) => [`t${n}`, ...FAILING_NODES],
  ],
  [
    'topologySpread',
    (n) => ({ topologySpread: [{ topology: zone(n), labels: { tier: 'web' } }] }),
    (spec) => spec.topologySpreadConstraints.map(({ topologyKey }: Manifest) => topologyKey),
    (n) => [zone(n).key],
  ],
  ['priorityClassName', (n) => ({ priorityClassName: `p${n}` }), (spec) => spec.priorityClassName, (n) => `p${n}`],
  ['runtimeClassName', (n) => ({ runtimeClassName: `r${n}` }), (spec) => spec.runtimeClassName, (n) => `r${n}`],
]; // prettier-ignore

const profile = (name: string, settings: mar.PodSettings): mar.MarProfile =>
  new mar.MarProfile(frozen({ name, version: '1', ...settings }));

/** The spec of the pod that these three layers shape, the farthest first. */
function shapedBy(far: mar.PodSettings, near: mar.PodSettings, own: mar.PodSettings): Manifest {
  const cluster = newCluster({ profile: profile('far', { ...AMOUNTS, ...far }) });
  const props = frozen({ image: 'orders:1', ...own, profile: profile('near', near) });
  return templateOf(new mar.MarInstance(cluster, 'api', props)).spec;
}

test('there is a row for every field of a profile', () => {
  const every: Record<keyof mar.PodSettings, true> = {
    cpu: true,
    memory: true,
    ephemeralStorage: true,
    requests: true,
    env: true,
    security: true,
    nodeSelector: true,
    tolerations: true,
    topologySpread: true,
    priorityClassName: true,
    runtimeClassName: true,
  };
  expect(FIELDS.map(([name]) => name)).toEqual(Object.keys(every));
});

describe.each(FIELDS)('the %s', (name, say, find, shown) => {
  const unsaid = { [name]: undefined };

  test("of the cluster's profile is that of a pod where nothing nearer says any", () => {
    expect(find(shapedBy(say(1), {}, {}))).toEqual(shown(1));
  });

  test("of the pod's own profile is nearer than that of the cluster's", () => {
    expect(find(shapedBy(say(1), say(2), {}))).toEqual(shown(2));
  });

  test("of the pod's own props is the nearest", () => {
    expect(find(shapedBy(say(1), say(2), say(3)))).toEqual(shown(3));
    expect(find(shapedBy(say(1), {}, say(3)))).toEqual(shown(3));
  });

  test('that is undefined in a nearer layer counts as not said there', () => {
    expect(find(shapedBy(say(1), unsaid, unsaid))).toEqual(shown(1));
    expect(find(shapedBy(say(1), say(2), unsaid))).toEqual(shown(2));
  });
});

const env = (map: Record<string, string>): Pick<mar.PodSettings, 'env'> => ({
  env: Object.fromEntries(Object.entries(map).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)])),
});

describe('each entry counts for itself', () => {
  test('of the requests', () => {
    const far = { cpu: kplus.Cpu.millis(1), memory: Size.mebibytes(1), ephemeralStorage: Size.mebibytes(1) };
    const near = { memory: Size.mebibytes(2), ephemeralStorage: Size.mebibytes(2) };
    const own = { ephemeralStorage: Size.mebibytes(3), memory: undefined };
    const { requests } = main(shapedBy({ requests: far }, { requests: near }, { requests: own })).resources;
    expect(requests).toEqual({ cpu: '1m', memory: '2Mi', 'ephemeral-storage': '3Mi' });
  });

  test('of the environment', () => {
    const far = env({ A: 'far', B: 'far', C: 'far' });
    const variables = main(shapedBy(far, env({ B: 'near', C: 'near' }), env({ C: 'own', D: 'own' }))).env;
    expect(variables.map(({ name, value }: Manifest) => `${name}=${value}`)).toEqual([
      'A=far',
      'B=near',
      'C=own',
      'D=own',
    ]);
  });

  test('of the security', () => {
    const far = { security: { user: 10001, group: 10001, fsGroup: 10001 } };
    const near = { security: { group: 10002, fsGroup: 10002 } };
    const own = { security: { fsGroup: 10003, group: undefined } };
    const { securityContext } = shapedBy(far, near, own);
    expect(securityContext).toMatchObject({ runAsUser: 10001, runAsGroup: 10002, fsGroup: 10003 });
  });

  test('of the node selector', () => {
    const far = { nodeSelector: { disk: 'far', zone: 'far', arch: 'far' } };
    const near = { nodeSelector: { zone: 'near', arch: 'near' } };
    const { nodeSelector } = shapedBy(far, near, { nodeSelector: { arch: 'own' } });
    expect(nodeSelector).toEqual({ disk: 'far', zone: 'near', arch: 'own' });
  });
});

describe('a list counts as a whole', () => {
  const tolerate = (...keys: string[]) => ({ tolerations: keys.map((key) => kplus.NodeTaintQuery.exists(key)) });
  const spread = (...topologies: kplus.Topology[]) => ({
    topologySpread: topologies.map((topology) => ({ topology, labels: { tier: 'web' } })),
  });

  test('of tolerations, so an empty one takes away what is said farther', () => {
    expect(shapedBy(tolerate('a', 'b'), tolerate('c'), {}).tolerations).toMatchObject([{ key: 'c' }, ...FAILING_NODES]);
    expect(shapedBy(tolerate('a', 'b'), {}, tolerate())).not.toHaveProperty('tolerations');
  });

  test('of topology spreads, so an empty one takes away what is said farther', () => {
    const { topologySpreadConstraints } = shapedBy(spread(...ZONES), spread(kplus.Topology.ZONE), {});
    expect(topologySpreadConstraints).toMatchObject([{ topologyKey: 'topology.kubernetes.io/zone' }]);
    expect(shapedBy(spread(...ZONES), {}, spread())).not.toHaveProperty('topologySpreadConstraints');
  });

  test('of capabilities, within the security', () => {
    const add = (...addCapabilities: kplus.Capability[]) => ({ security: { addCapabilities } });
    const spec = shapedBy(add(kplus.Capability.NET_BIND_SERVICE), {}, add());
    expect(main(spec).securityContext.capabilities).toEqual({ drop: ['ALL'] });
  });
});

/** Few names and values, so that layers meet; a field that is there may yet be undefined. */
const text = fc.constantFrom('a', 'b', 'c', undefined);
const map = fc.option(fc.dictionary(fc.constantFrom('x', 'y', 'z'), text, { maxKeys: 3 }), { nil: undefined });
const layer = fc.record(
  { priorityClassName: text, runtimeClassName: text, nodeSelector: map, env: map },
  { requiredKeys: [] },
) as fc.Arbitrary<mar.PodSettings>;

type Layer = Record<string, unknown>;

/** The first defined value, looking from the nearest layer to the farthest. */
const firstSaid = (layers: Layer[], key: string): unknown =>
  layers.map((said) => said[key]).find((v) => v !== undefined);

/** What comes of layers, the nearest first: told key by key, where `mergeProfiles` works layer by layer. */
function witness(layers: Layer[]): Layer {
  const keys = ['priorityClassName', 'runtimeClassName'];
  const result: Layer = Object.fromEntries(keys.map((key) => [key, firstSaid(layers, key)]));
  for (const field of ['nodeSelector', 'env']) {
    const maps = layers.flatMap((said) => (said[field] === undefined ? [] : [said[field] as Layer]));
    const entries = ['x', 'y', 'z'].map((key) => [key, firstSaid(maps, key)]);
    result[field] = maps.length === 0 ? undefined : Object.fromEntries(entries);
  }
  return result;
}

test('law: of each field and entry the nearest value that is said wins', () => {
  fc.assert(
    fc.property(layer, layer, layer, (far, near, own) => {
      const settled = mergeProfiles(frozen(own), profile('far', far), profile('near', near));
      expect(settled).toEqual(witness([own, near, far] as Layer[]));
    }),
  );
});

test('law: it does not matter which layers are settled first', () => {
  fc.assert(
    fc.property(layer, layer, layer, (far, near, own) => {
      const atOnce = mergeProfiles(own, profile('far', far), profile('near', near));
      expect(mergeProfiles(mergeProfiles(own, profile('near', near)), profile('far', far))).toEqual(atOnce);
      expect(mergeProfiles(own, profile('both', mergeProfiles(near, profile('far', far))))).toEqual(atOnce);
    }),
  );
});
