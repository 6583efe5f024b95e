import { KubeObject } from '../../../../lib/kube/objects';
import { COVERED } from '../../../../lib/check/rules/quota/covered';
import { GROWTH } from '../../../../lib/check/rules/quota/growth';
import { MISSING_AMOUNTS } from '../../../../lib/check/rules/quota/missing-amounts';
import { found, foundOf, messages } from '../found';
import { containing, named, object, workload } from '../objects';
import { quota } from './needs';

const memory = (limit: string): object => containing({ resources: { limits: { memory: limit } } });

describe('a quota that is too low', () => {
  const pod = (name: string, limit: string): KubeObject => named('Pod', name, memory(limit));
  const pods = [pod('a', '1Mi'), pod('b', '4Mi'), pod('c', '2Mi'), pod('d', '3Mi'), pod('none', '0')];

  test('is found with the three that count most, and how many more there are', () => {
    const deployment = workload('Deployment', { replicas: 2 }, memory('3Mi'));
    expect(messages(COVERED, quota({ 'limits.memory': '9Mi' }), ...pods, deployment)).toEqual([
      "hard['limits.memory'] must be at least 16Mi, which is what the namespace needs, got '9Mi': raise the quota by 7Mi, or lower what counts most: 2 × Deployment 'Deployment-web' (6Mi), Pod 'b' (4Mi), Pod 'd' (3Mi) and 2 more",
    ]);
  });

  test('is found with all of them where there are three', () => {
    expect(messages(COVERED, quota({ pods: 2 }), ...pods.slice(0, 3))).toEqual([
      "hard['pods'] must be at least 3, which is what the namespace needs, got '2': raise the quota by 1, or lower what counts most: Pod 'a' (1), Pod 'b' (1), Pod 'c' (1)",
    ]);
  });

  test('is enough when nothing is left of it', () => {
    expect(messages(COVERED, quota({ 'limits.memory': '10Mi', pods: 5 }), ...pods)).toEqual([]);
    expect(messages(COVERED, quota({ pods: 'many' }), ...pods)).toEqual([]);
    expect(messages(COVERED, named('ResourceQuota', 'quota', {}), ...pods)).toEqual([]);
  });

  test('is found for each resource, once: for growth alone where what is declared fits', () => {
    const objects = [
      quota({ pods: 4, 'limits.memory': '3Mi' }),
      workload('Deployment', { replicas: 4 }, memory('1Mi')),
    ];
    expect(found(COVERED, ...objects)).toEqual(["hard['limits.memory'] '3Mi'"]);
    expect(found(GROWTH, ...objects)).toEqual(["hard['pods'] '4'"]);
  });
});

describe('a container that says no amount where a quota counts it', () => {
  const missing = (hard: object, ...objects: readonly KubeObject[]): string[] =>
    foundOf(MISSING_AMOUNTS, quota(hard), ...objects);
  const at = (amount: string, name = 'app'): string =>
    `web: spec.containers['${name}'].resources.${amount} 'undefined'`;

  test.each([
    ['cpu', 'requests.cpu'],
    ['memory', 'requests.memory'],
    ['requests.cpu', 'requests.cpu'],
    ['requests.memory', 'requests.memory'],
    ['limits.cpu', 'limits.cpu'],
    ['limits.memory', 'limits.memory'],
  ])('is found: %s is %s', (resource, amount) => {
    expect(missing({ [resource]: 9 }, named('Pod', 'web', containing({})))).toEqual([at(amount)]);
    const [, key = ''] = amount.split('.');
    const full = { limits: { [key]: '1' } };
    expect(missing({ [resource]: 9 }, named('Pod', 'web', containing({ resources: full })))).toEqual([]);
  });

  test.each(['pods', 'requests.ephemeral-storage', 'limits.ephemeral-storage', 'requests.nvidia.com/gpu'])(
    'is none where the quota counts %s',
    (resource) => {
      expect(missing({ [resource]: 9 }, named('Pod', 'web', containing({})))).toEqual([]);
    },
  );

  test('is found among all that run in the pod, those for the start too', () => {
    const initContainers = [{ name: 'start' }, { resources: { requests: { cpu: 1 } } }];
    const spec = { initContainers, containers: [{ name: 'a' }, { name: 'b' }] };
    expect(missing({ cpu: 9 }, workload('Deployment', {}, spec))).toEqual(
      ["initContainers['start']", "containers['a']", "containers['b']"].map(
        (one) => `Deployment-web: spec.template.spec.${one}.resources.requests.cpu 'undefined'`,
      ),
    );
  });

  test('need not say it where the namespace does, or the pod as a whole', () => {
    const range = named('LimitRange', 'limits', { limits: [{ type: 'Container', default: { cpu: 1 } }] });
    expect(missing({ cpu: 9 }, named('Pod', 'web', containing({})), range)).toEqual([]);
    const whole = (resources: object): KubeObject => named('Pod', 'web', { ...containing({}), resources });
    expect(missing({ cpu: 9 }, whole({ limits: { memory: '1Gi' } }))).toEqual([]);
    expect(missing({ cpu: 9 }, whole({ requests: { memory: '1Gi' } }))).toEqual([]);
    expect(missing({ cpu: 9 }, whole({}))).toEqual([at('requests.cpu')]);
  });

  test('is none of a pod that the quota does not count', () => {
    const scoped = quota({ cpu: 9 }, { scopes: ['Terminating'] });
    expect(foundOf(MISSING_AMOUNTS, scoped, named('Pod', 'web', containing({})))).toEqual([]);
    const elsewhere = object('v1', 'Pod', { spec: containing({}) }, { namespace: 'dev' });
    expect(missing({ cpu: 9 }, elsewhere)).toEqual([]);
  });
});
