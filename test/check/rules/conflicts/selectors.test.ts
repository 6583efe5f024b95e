import { ADOPTED_PODS } from '../../../../lib/check/rules/conflicts/adopted-pods';
import { BUDGETS } from '../../../../lib/check/rules/conflicts/budgets';
import { SELECTORS } from '../../../../lib/check/rules/conflicts/selectors';
import { KubeObject } from '../../../../lib/kube/objects';
import { foundOf } from '../found';
import { named, workload } from '../objects';

const labels = (app: string): object => ({ matchLabels: { app } });
const requires = (operator: string, key: string, ...values: readonly string[]): object => ({
  matchExpressions: [{ key, operator, values }],
});

describe('the selector of a workload', () => {
  test.each([
    [labels('web'), true],
    [labels('api'), false],
    [{ matchLabels: { app: 'web', tier: 'front' } }, false],
    [requires('In', 'app', 'api', 'web'), true],
    [requires('In', 'app', 'api'), false],
    [requires('In', 'tier', 'front'), false],
    [requires('NotIn', 'app', 'api'), true],
    [requires('NotIn', 'app', 'web'), false],
    [requires('NotIn', 'tier', 'front'), true],
    [requires('Exists', 'app'), true],
    [requires('Exists', 'tier'), false],
    [requires('DoesNotExist', 'tier'), true],
    [requires('DoesNotExist', 'app'), false],
    [{ ...labels('web'), ...requires('Exists', 'tier') }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'In' }] }, false],
    [{}, false],
    [undefined, false],
  ])('selects its pods, or is found: %j is right: %s', (selector, isRight) => {
    const given = JSON.stringify(selector);
    const expected = isRight ? [] : [`Deployment-web: spec.selector '${given}'`];
    expect(foundOf(SELECTORS, workload('Deployment', { selector }))).toEqual(expected);
  });

  test.each(['StatefulSet', 'DaemonSet', 'ReplicaSet'])('is looked at in a %s', (kind) => {
    expect(foundOf(SELECTORS, workload(kind, { selector: labels('api') }))).toHaveLength(1);
    expect(foundOf(SELECTORS, workload(kind, { selector: labels('web') }))).toEqual([]);
  });

  test('is labels themselves in a ReplicationController, by default those of its template', () => {
    expect(foundOf(SELECTORS, workload('ReplicationController', { selector: { app: 'web' } }))).toEqual([]);
    expect(foundOf(SELECTORS, workload('ReplicationController', { selector: { app: 'api' } }))).toHaveLength(1);
    expect(foundOf(SELECTORS, workload('ReplicationController', {}))).toEqual([]);
    expect(foundOf(SELECTORS, workload('ReplicationController', { selector: {} }))).toEqual([]);
    expect(foundOf(SELECTORS, named('ReplicationController', 'web', {}))).toEqual(["web: spec.selector 'undefined'"]);
  });

  test('is given to jobs by Kubernetes, and pods have none', () => {
    expect(foundOf(SELECTORS, workload('Job', {}), workload('CronJob', {}), named('Pod', 'web', {}))).toEqual([]);
  });
});

describe('a pod of its own', () => {
  const pod = named('Pod', 'alone', {});

  test.each<[string, { readonly selector?: object }]>([
    ['ReplicaSet', { selector: labels('web') }],
    ['DaemonSet', { selector: labels('web') }],
    ['ReplicationController', { selector: { app: 'web' } }],
    ['ReplicationController', {}],
  ])('is adopted by a %s with %j', (kind, spec) => {
    const given = JSON.stringify(spec.selector);
    expect(foundOf(ADOPTED_PODS, pod, workload(kind, spec))).toEqual([`${kind}-web: spec.selector '${given}'`]);
  });

  test.each([
    ['ReplicaSet', { selector: labels('api') }],
    ['ReplicaSet', {}],
    ['DaemonSet', { selector: requires('NotIn', 'app', 'web') }],
    ['ReplicationController', { selector: { app: 'api' } }],
    ['Deployment', { selector: labels('web') }],
    ['StatefulSet', { selector: labels('web') }],
  ])('is not adopted by a %s with %j', (kind, spec) => {
    expect(foundOf(ADOPTED_PODS, pod, workload(kind, spec))).toEqual([]);
  });

  test('is not adopted by a ReplicationController whose template has other labels, nor in another namespace', () => {
    expect(foundOf(ADOPTED_PODS, pod, workload('ReplicationController', {}, {}, 'api'))).toEqual([]);
    const elsewhere = { ...pod, metadata: { ...pod.metadata, namespace: 'dev' } };
    expect(foundOf(ADOPTED_PODS, elsewhere, workload('ReplicaSet', { selector: labels('web') }))).toEqual([]);
  });

  test('is told from the pods of workloads', () => {
    expect(
      foundOf(ADOPTED_PODS, workload('Deployment', {}), workload('ReplicaSet', { selector: labels('web') })),
    ).toEqual([]);
  });
});

describe('pods', () => {
  const budget = (name: string, selector?: object): KubeObject => named('PodDisruptionBudget', name, { selector });
  const two = [workload('Deployment', {}), workload('StatefulSet', {}, {}, 'api')];

  test.each([
    ['of other labels', labels('api'), []],
    ['of the same labels', labels('web'), [`two: spec.selector '{"matchLabels":{"app":"web"}}'`]],
    ['of the namespace, which an empty selector selects', {}, ["two: spec.selector '{}'"]],
    ['of none, as there is no selector', undefined, []],
  ])('have one budget: one is for pods %s', (_, selector, expected) => {
    expect(foundOf(BUDGETS, ...two, budget('one', labels('web')), budget('two', selector))).toEqual(expected);
  });

  test('have one budget, and each that is too much is found beside the first', () => {
    const all: KubeObject[] = [budget('one', labels('web')), budget('two', labels('api')), budget('three', {})];
    expect(foundOf(BUDGETS, ...two, ...all)).toEqual(["three: spec.selector '{}'"]);
    expect(foundOf(BUDGETS, ...two, ...all.reverse())).toHaveLength(2);
  });
});
