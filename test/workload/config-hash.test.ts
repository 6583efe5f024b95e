import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import * as mar from '../../lib';
import { LIMITS, newCluster } from '../support/instance';
import { frozen, manifestsOf, testApp } from '../support/manifest';
import { KINDS, Kind, objectOf, READY, templateOf } from './fixture';

const ROLLING = ['MarDeployment', 'MarStatefulSet', 'MarDaemonSet'];
/** The kinds whose controller replaces pods when their template changes. */
const ROLLED: [string, Kind][] = KINDS.filter(([name]) => ROLLING.includes(name));
/** The kinds that cannot: a change of the template would be refused, or come to nothing. */
const STILL: [string, Kind][] = KINDS.filter(([name]) => !ROLLING.includes(name));

type Pods = ReturnType<Kind['create']>;

const ORDERS = { data: { level: 'info', mode: 'fast' }, binaryData: { logo: 'AA==' } };

const newConfig = (scope: Construct, props: mar.MarConfigProps = ORDERS, id = 'orders'): mar.MarConfig =>
  new mar.MarConfig(scope, id, frozen(props));

const sidecar = { name: 'proxy', image: 'proxy:1', resources: LIMITS };
const volumeOf = (config: mar.MarConfig): kplus.Volume => kplus.Volume.fromConfigMap(config, 'Raw', config);
const fromName = (scope: Construct): kplus.EnvFrom =>
  new kplus.EnvFrom(kplus.ConfigMap.fromConfigMapName(scope, 'Ref', 'orders'));

/** A volume of two sources, of which one is the configuration. */
function projected(api: Pods): kplus.Volume {
  const sources = [mar.ProjectedSource.secret('token'), mar.ProjectedSource.configMap('orders', { level: 'level' })];
  return mar.MarVolume.projected(api, 'all', sources);
}

/** A way for pods to use the configuration `orders`: what their props say, or what is done with them. */
interface Way {
  readonly props?: (config: mar.MarConfig) => Partial<mar.MarPodProps>;
  readonly then?: (api: Pods, config: mar.MarConfig) => unknown;
}

const level = (config: mar.MarConfig) => ({ LEVEL: config.envValue('level') });
const profile = (config: mar.MarConfig) => new mar.MarProfile({ name: 'web', version: '1', env: level(config) });
const mounts = (config: mar.MarConfig) => [{ path: '/etc/orders', volume: config.asVolume() }];

const MOUNT: Way = { then: (api, config) => { api.main.mount('/etc/orders', config); } }; // prettier-ignore

const WAYS: [string, Way][] = [
  ['mount it', MOUNT],
  ['mount a stock volume of it', { then: (api, config) => { api.main.mount('/etc/orders', volumeOf(config)); } }],
  ['mount a projected volume of it', { then: (api) => { api.main.mount('/etc/orders', projected(api)); } }],
  ['have a volume of it unmounted', { then: (api, config) => { api.addVolume(config.asVolume()); } }],
  ['have a value of it in a variable', { props: (config) => ({ env: level(config) }) }],
  ['have all of it in the environment', { props: (config) => ({ envFrom: [config.envFrom()] }) }],
  ['refer to it by its name', { props: (config) => ({ envFrom: [fromName(config)] }) }],
  ['have a value of it by their profile', { props: (config) => ({ profile: profile(config) }) }],
  ['have a sidecar that mounts it', {
    then: (api, config) => api.addContainer({ ...sidecar, volumeMounts: mounts(config) }),
  }],
  ['have a sidecar with a value of it', {
    then: (api, config) => api.addContainer({ ...sidecar, envVariables: level(config) }),
  }],
  ['have an init container with a value of it', {
    then: (api, config) => api.addInitContainer({ ...sidecar, envVariables: level(config) }),
  }],
  ['have an init container with all of it', {
    then: (api, config) => api.addInitContainer({ ...sidecar, envFrom: [config.envFrom()] }),
  }],
  ['have an init container that mounts it', {
    then: (api, config) => { api.addInitContainer(sidecar).mount('/etc/orders', config); },
  }],
]; // prettier-ignore

/** The pods `api`, which use a configuration in one way. */
function using(create: Kind['create'], way: Way, config: mar.MarConfig): Pods {
  const api = create(Chart.of(config), 'api', way.props?.(config));
  way.then?.(api, config);
  return api;
}

const deployment: Kind['create'] = (scope, id, props) => new mar.MarDeployment(scope, id, { ...READY, ...props });
const annotationsOf = (pod: kplus.AbstractPod): Record<string, string> => templateOf(pod).metadata.annotations ?? {};
const hashOf = (pod: kplus.AbstractPod): string | undefined => annotationsOf(pod)['config-hash'];

/** The hash of pods that mount a configuration. */
function hashWith(props: mar.MarConfigProps, grow?: (config: mar.MarConfig) => void): string | undefined {
  const cluster = newCluster();
  const config = newConfig(cluster, props);
  const api = using(deployment, MOUNT, config);
  grow?.(config);
  return hashOf(api);
}

describe.each(ROLLED)('the pods of a %s', (_, { create, label }) => {
  test.each(WAYS)('have a hash of a configuration when they %s, and another when it changes', (__, way) => {
    const [one, other] = [ORDERS, { ...ORDERS, data: { level: 'debug', mode: 'fast' } }].map((props) => {
      const cluster = newCluster();
      return hashOf(using(create, way, newConfig(cluster, props)));
    });
    expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect(other).toMatch(/^[0-9a-f]{16}$/);
    expect(other).not.toBe(one);
  });

  test('have no hash of a configuration that they do not use', () => {
    const cluster = newCluster();
    newConfig(cluster);
    expect(templateOf(create(cluster, 'api')).metadata).not.toHaveProperty('annotations');
  });

  test('have no hash of a ConfigMap that is no MarConfig, as its contents may not be known', () => {
    const cluster = newCluster();
    const map = new kplus.ConfigMap(cluster, 'Map', { metadata: { name: 'orders' }, data: { level: 'info' } });
    expect(hashOf(create(cluster, 'api', { envFrom: [new kplus.EnvFrom(map)] }))).toBeUndefined();
  });

  test('keep the annotations of the user beside the hash', () => {
    const cluster = newCluster();
    const annotations = frozen({ note: 'any text', 'example.com/owner': 'shop' });
    const api = create(cluster, 'api', { annotations, envFrom: [newConfig(cluster).envFrom()] });
    api.podMetadata.addAnnotation('late', 'too');
    expect(annotationsOf(api)).toEqual({ ...annotations, late: 'too', 'config-hash': hashOf(api) });
  });

  test('have the hash alone: neither the object that makes them nor its selector has it', () => {
    const cluster = newCluster();
    const object = objectOf(using(create, MOUNT, newConfig(cluster)));
    expect(object.metadata).not.toHaveProperty('annotations');
    expect(object.spec.selector).toEqual({ matchLabels: { [label]: 'api' } });
  });
});

describe.each(STILL)('the pods of a %s, which is not rolled,', (_, { create }) => {
  test.each(WAYS)('have no hash when they %s', (__, way) => {
    const cluster = newCluster();
    const api = using(create, way, newConfig(cluster));
    expect(objectOf(api).metadata).not.toHaveProperty('annotations');
    expect(templateOf(api).metadata).not.toHaveProperty('annotations');
  });
});

describe('the hash changes', () => {
  const before = (): string | undefined => hashWith(ORDERS);

  test.each<[string, mar.MarConfigProps]>([
    ['a text', { ...ORDERS, data: { level: 'info', mode: 'slow' } }],
    ['a key', { ...ORDERS, data: { level: 'info', speed: 'fast' } }],
    ['which key has which text', { ...ORDERS, data: { level: 'fast', mode: 'info' } }],
    ['a text that is left out', { ...ORDERS, data: { level: 'info' } }],
    ['data that are no text', { ...ORDERS, binaryData: { logo: '/w==' } }],
    ['whether it is text or data', { data: { ...ORDERS.data, logo: 'AA==' } }],
  ])('with %s', (_, props) => {
    expect(hashWith(props)).not.toBe(before());
  });

  test('with a text that is added after the workload was created', () => {
    expect(hashWith(ORDERS, (config) => { config.addData('late', ''); })).not.toBe(before()); // prettier-ignore
  });

  test('with data that are added after the workload was created', () => {
    expect(hashWith(ORDERS, (config) => { config.addBinaryData('late', 'AA=='); })).not.toBe(before()); // prettier-ignore
  });

  test('with each of several configurations', () => {
    const both = (one: string, two: string): string | undefined => {
      const cluster = newCluster();
      const configs = [
        newConfig(cluster, { data: { a: one } }, 'one'),
        newConfig(cluster, { data: { a: two } }, 'two'),
      ];
      return hashOf(deployment(cluster, 'api', { envFrom: configs.map((config) => config.envFrom()) }));
    };
    const hashes = [both('1', '1'), both('2', '1'), both('1', '2'), both('2', '2')];
    expect(new Set(hashes).size).toBe(4);
  });
});

describe('the hash stays', () => {
  test('when a configuration that the pods do not use changes', () => {
    const beside = (level: string): string | undefined => {
      const cluster = newCluster();
      newConfig(cluster, { data: { level } }, 'other');
      return hashOf(using(deployment, MOUNT, newConfig(cluster)));
    };
    expect(beside('debug')).toBe(beside('info'));
  });

  test('when data come by props or later', () => {
    const later = hashWith({}, (config) => {
      config.addBinaryData('logo', 'AA==');
      config.addData('mode', 'fast');
      config.addData('level', 'info');
    });
    expect(later).toBe(hashWith(ORDERS));
  });

  test('when the pods use the configuration twice', () => {
    const cluster = newCluster();
    const api = using(deployment, MOUNT, newConfig(cluster));
    const once = hashOf(api);
    api.addContainer({ ...sidecar, envFrom: [fromName(cluster)] });
    expect(hashOf(api)).toBe(once);
  });

  test('at a second synth', () => {
    const cluster = newCluster();
    using(deployment, MOUNT, newConfig(cluster));
    expect(manifestsOf(cluster)).toEqual(manifestsOf(cluster));
  });
});

/** The hash of pods that refer to a configuration, of which the neighbour of their cluster has one of that name. */
function withNeighbour(level: string, own: boolean): string | undefined {
  const app = testApp();
  const [prod, dev] = [new mar.MarCluster(app, 'prod'), new mar.MarCluster(app, 'dev')];
  newConfig(dev, { data: { level } });
  if (own) newConfig(prod);
  return hashOf(deployment(prod, 'api', { envFrom: [fromName(prod)] }));
}

test('a configuration of the same name in another cluster does not matter', () => {
  expect(withNeighbour('debug', true)).toMatch(/^[0-9a-f]{16}$/);
  expect(withNeighbour('debug', true)).toBe(withNeighbour('info', true));
  expect(withNeighbour('debug', false)).toBeUndefined();
});

test('the pods in a cluster that is managed elsewhere have the hash too', () => {
  const legacy: Chart = mar.MarCluster.fromName(testApp(), 'legacy');
  expect(hashOf(using(deployment, MOUNT, newConfig(legacy)))).toBe(hashWith(ORDERS));
});

const texts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.string(), { noNullPrototype: true });

test('law: the order of keys does not matter', () => {
  fc.assert(
    fc.property(texts, (data) => {
      const reversed = Object.fromEntries(Object.entries(data).reverse());
      expect(hashWith({ data: reversed })).toBe(hashWith({ data }));
    }),
  );
});
