import { KubeObject } from '../../../../lib/kube/objects';
import { named, object } from '../objects';
import { needs } from './needs';

const pod = (spec: object): KubeObject => named('Pod', 'web', spec);
const cpu = (limit: string, fields: object = {}): object => ({ resources: { limits: { cpu: limit } }, ...fields });
const sidecar = (limit: string): object => cpu(limit, { restartPolicy: 'Always' });
const resources = (requests: object, limits?: object): object => ({
  containers: [{ resources: { requests, limits } }],
});

describe('a pod counts for', () => {
  test.each<[string, object, string, string]>([
    ['all that runs at once', { containers: [cpu('1'), cpu('200m')] }, '1200m', '1200m'],
    ['its start, where that is more', { initContainers: [cpu('2'), cpu('3')], containers: [cpu('1')] }, '3', '3'],
    ['what runs, where the start is less', { initContainers: [cpu('1')], containers: [cpu('1'), cpu('1')] }, '2', '2'],
    ['its sidecars too', { initContainers: [sidecar('1'), sidecar('2')], containers: [cpu('4')] }, '7', '7'],
    [
      'a start beside the sidecars that run already',
      { initContainers: [sidecar('1'), cpu('10'), sidecar('4')], containers: [cpu('2')] },
      '11',
      '11',
    ],
    ['requests of their own', resources({ cpu: '100m' }, { cpu: '1' }), '100m', '1'],
    ['a request of 0', resources({ cpu: 0 }, { cpu: '1' }), '0', '1'],
    ['requests without limits', resources({ cpu: '100m' }), '100m', '0'],
    ['nothing that it does not say', { containers: [{}, { resources: null }] }, '0', '0'],
    ['nothing without containers', {}, '0', '0'],
  ])('%s: %j', (_, spec, requests, limits) => {
    expect(needs('requests.cpu', pod(spec))).toEqual([requests, requests]);
    expect(needs('cpu', pod(spec))).toEqual([requests, requests]);
    expect(needs('limits.cpu', pod(spec))).toEqual([limits, limits]);
  });

  test.each([
    ['hugepages-2Mi', '4194304'],
    ['requests.hugepages-2Mi', '4194304'],
    ['requests.nvidia.com/gpu', '2'],
    ['nvidia.com/gpu', '0'],
    ['limits.nvidia.com/gpu', '0'],
    ['ephemeral-storage', '1Gi'],
    ['requests.ephemeral-storage', '1Gi'],
    ['limits.ephemeral-storage', '2Gi'],
  ])('%s as Kubernetes does, which is %s', (resource, amount) => {
    const limits = { 'hugepages-2Mi': '4Mi', 'nvidia.com/gpu': 2, 'ephemeral-storage': '2Gi' };
    const spec = resources({ 'ephemeral-storage': '1Gi' }, limits);
    expect(needs(resource, pod(spec))[0]).toBe(amount);
  });
});

describe('overhead', () => {
  const spec = { overhead: { cpu: '50m', memory: '16Mi' }, ...resources({}, { cpu: '1' }) };

  test('comes on top of requests, and of limits that there are', () => {
    expect(needs('requests.cpu', pod(spec))[0]).toBe('1050m');
    expect(needs('requests.memory', pod(spec))[0]).toBe('16Mi');
    expect(needs('limits.cpu', pod(spec))[0]).toBe('1050m');
    expect(needs('limits.memory', pod(spec))[0]).toBe('0');
    expect(needs('limits.cpu', pod({ ...spec, ...resources({}, { cpu: 0 }) }))[0]).toBe('0');
  });

  test('is what the runtime class says', () => {
    const runtime = (overhead?: object): KubeObject =>
      object('node.k8s.io/v1', 'RuntimeClass', { overhead }, { name: 'sandbox', namespace: undefined });
    const sandboxed = pod({ ...resources({ cpu: 1 }), runtimeClassName: 'sandbox' });
    expect(needs('requests.cpu', sandboxed)[0]).toBe('1');
    expect(needs('requests.cpu', sandboxed, runtime())[0]).toBe('1');
    expect(needs('requests.cpu', sandboxed, runtime({ podFixed: { cpu: '250m' } }))[0]).toBe('1250m');
  });
});

describe('a pod that says its resources as a whole', () => {
  const containers = [cpu('300m'), { resources: { requests: { cpu: '100m' } } }];

  test.each<[string, object, object[], string, string]>([
    ['what it says', { requests: { cpu: '1' }, limits: { cpu: '2' } }, containers, '1', '2'],
    ['the requests of its containers', { limits: { cpu: '2' } }, containers, '400m', '2'],
    ['its limit, where its containers request nothing', { limits: { cpu: '2' } }, [{}], '2', '2'],
    ['the limits of its containers', { requests: { cpu: '1' } }, containers, '1', '300m'],
    ['its containers, where it says nothing', {}, containers, '400m', '300m'],
  ])('counts for %s: %j', (_, resources, all, requests, limits) => {
    expect(needs('requests.cpu', pod({ resources, containers: all }))[0]).toBe(requests);
    expect(needs('limits.cpu', pod({ resources, containers: all }))[0]).toBe(limits);
  });

  test('requests memory like CPU, and leaves ephemeral storage to its containers and their defaults', () => {
    const requests = { memory: '1Mi', 'ephemeral-storage': '1Gi' };
    const spec = { resources: { limits: { memory: '8Mi' } }, containers: [{ resources: { requests } }, {}] };
    const item = { type: 'Container', defaultRequest: { memory: '2Mi', 'ephemeral-storage': '2Gi' } };
    const range = named('LimitRange', 'limits', { limits: [item] });
    expect(needs('requests.memory', pod(spec), range)[0]).toBe('1Mi');
    expect(needs('requests.ephemeral-storage', pod(spec), range)[0]).toBe('3Gi');
  });

  test('does not count for what the namespace gives its containers', () => {
    const limits = [{ type: 'Container', default: { cpu: '500m' } }];
    const range = named('LimitRange', 'limits', { limits });
    expect(needs('requests.cpu', pod({ resources: { limits: { cpu: '2' } }, containers: [{}] }), range)[0]).toBe('2');
  });
});

describe('defaults of the namespace', () => {
  const range = (...limits: readonly object[]): KubeObject => named('LimitRange', 'limits', { limits });
  const container = (item: object): KubeObject => range({ type: 'Container', ...item });

  test.each<[object, string, string]>([
    [{ default: { cpu: '500m' } }, '500m', '500m'],
    [{ defaultRequest: { cpu: '100m' } }, '100m', '0'],
    [{ default: { cpu: '500m' }, defaultRequest: { cpu: '100m' } }, '100m', '500m'],
    [{ max: { cpu: '4' } }, '4', '4'],
    [{ max: { cpu: '4' }, default: { cpu: '500m' } }, '500m', '500m'],
    [{ min: { cpu: '50m' } }, '50m', '0'],
    [{ min: { cpu: '50m' }, max: { cpu: '4' } }, '4', '4'],
    [{ min: { cpu: '50m' }, defaultRequest: { cpu: '100m' } }, '100m', '0'],
    [{ default: { memory: '1Gi' } }, '0', '0'],
  ])('%j give a container that says nothing requests of %s and limits of %s', (item, requests, limits) => {
    expect(needs('requests.cpu', pod({ containers: [{}] }), container(item))[0]).toBe(requests);
    expect(needs('limits.cpu', pod({ containers: [{}] }), container(item))[0]).toBe(limits);
  });

  test.each<[string, object, string, string]>([
    ['a limit is the request too', { limits: { cpu: '2' } }, '2', '2'],
    ['a request leaves the limit to the namespace', { requests: { cpu: '200m' } }, '200m', '500m'],
  ])('say nothing of what the container says: %s', (_, own, requests, limits) => {
    const item = container({ default: { cpu: '500m' }, defaultRequest: { cpu: '100m' } });
    expect(needs('requests.cpu', pod({ containers: [{ resources: own }] }), item)[0]).toBe(requests);
    expect(needs('limits.cpu', pod({ containers: [{ resources: own }] }), item)[0]).toBe(limits);
  });

  test('are those of containers alone, in their own namespace', () => {
    const { spec } = container({ default: { cpu: 1 } });
    const elsewhere = object('v1', 'LimitRange', { spec }, { namespace: 'dev' });
    expect(needs('limits.cpu', pod({ containers: [{}] }), range({ type: 'Pod', max: { cpu: 1 } }))[0]).toBe('0');
    expect(needs('limits.cpu', pod({ containers: [{}] }), elsewhere)[0]).toBe('0');
    expect(needs('limits.cpu', pod({ containers: [{}] }), object('v1', 'LimitRange'))[0]).toBe('0');
  });
});
