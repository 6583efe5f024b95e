import { KubeObject } from '../../../../lib/kube/objects';
import { CONTAINER_BOUNDS } from '../../../../lib/check/rules/limits/bounds';
import { RATIO } from '../../../../lib/check/rules/limits/ratio';
import { REQUEST_ABOVE_LIMIT } from '../../../../lib/check/rules/limits/request-above-limit';
import { found, messages } from '../found';
import { containing, named, object, workload } from '../objects';
import { foundWithin } from './limited';

const container = (resources: object): KubeObject => named('Pod', 'web', containing({ resources }));
const own = (requests?: object, limits?: object): KubeObject => container({ requests, limits });
const at = (...found: readonly string[]): string[] => found.map((one) => `spec.containers['app'].resources.${one}`);

describe('the bounds of containers', () => {
  test.each<[object, object | undefined, object | undefined, string[]]>([
    [{ min: { cpu: '100m' } }, { cpu: '100m' }, { cpu: '1' }, []],
    [{ min: { cpu: '100m' } }, { cpu: '99m' }, { cpu: '1' }, ["requests.cpu '99m'"]],
    [{ min: { cpu: '100m' } }, undefined, { cpu: '99m' }, ["requests.cpu '99m'", "limits.cpu '99m'"]],
    [{ min: { cpu: '100m' } }, { cpu: '1' }, undefined, []],
    [{ min: { cpu: '100m' } }, undefined, undefined, []],
    [{ min: { memory: '1Mi' } }, { memory: 0 }, { memory: '1Mi' }, ["requests.memory '0'"]],
    [{ max: { cpu: '1' } }, undefined, { cpu: '1' }, []],
    [{ max: { cpu: '1' } }, { cpu: '1' }, { cpu: '1001m' }, ["limits.cpu '1001m'"]],
    [{ max: { cpu: '1' } }, { cpu: '2' }, undefined, ["requests.cpu '2'"]],
    [{ max: { cpu: '1' } }, undefined, undefined, []],
    [
      { max: { memory: '1Gi' }, min: { memory: '1Mi' } },
      undefined,
      { memory: '2Gi' },
      ["requests.memory '2Gi'", "limits.memory '2Gi'"],
    ],
    [
      { max: { 'nvidia.com/gpu': 1 } },
      undefined,
      { 'nvidia.com/gpu': 2 },
      ["requests.nvidia.com/gpu '2'", "limits.nvidia.com/gpu '2'"],
    ],
    [{ default: { memory: '1Gi' } }, undefined, { cpu: '100' }, []],
  ])('%j let requests of %j and limits of %j have: %j', (item, requests, limits, broken) => {
    expect(foundWithin({ type: 'Container', ...item }, CONTAINER_BOUNDS, own(requests, limits))).toEqual(at(...broken));
  });

  test('hold for all that run in pods of workloads, and not for other types', () => {
    const resources = { limits: { cpu: 2 } };
    const spec = { initContainers: [{ name: 'start', resources }], containers: [{ resources }] };
    const field = 'spec.template.spec';
    const max = { cpu: 1 };
    expect(foundWithin({ type: 'Container', max }, CONTAINER_BOUNDS, workload('DaemonSet', {}, spec))).toEqual([
      `${field}.initContainers['start'].resources.requests.cpu '2'`,
      `${field}.initContainers['start'].resources.limits.cpu '2'`,
      `${field}.containers['0'].resources.requests.cpu '2'`,
      `${field}.containers['0'].resources.limits.cpu '2'`,
    ]);
    expect(foundWithin({ type: 'Pod', max }, CONTAINER_BOUNDS, workload('DaemonSet', {}, spec))).toEqual([]);
    const elsewhere = object('v1', 'Pod', { spec }, { namespace: 'dev' });
    expect(foundWithin({ type: 'Container', max }, CONTAINER_BOUNDS, elsewhere)).toEqual([]);
  });

  test('of several LimitRanges hold all', () => {
    const range = (max: object): KubeObject => named('LimitRange', 'limits', { limits: [{ type: 'Container', max }] });
    const ranges = [range({ cpu: 1 }), range({ memory: '1Gi' })];
    expect(found(CONTAINER_BOUNDS, ...ranges, own({ cpu: 1, memory: 1 }, { cpu: 2, memory: '2Gi' }))).toEqual(
      at("limits.cpu '2'", "limits.memory '2Gi'"),
    );
  });

  test('that are no amounts are left to the API server', () => {
    const item = { type: 'Container', max: { cpu: 'much' }, min: { cpu: 'little' } };
    expect(foundWithin(item, CONTAINER_BOUNDS, own(undefined, { cpu: 2 }))).toEqual([]);
    expect(foundWithin({ type: 'Container', default: 'much' }, CONTAINER_BOUNDS, own('little' as never))).toEqual([]);
    expect(found(CONTAINER_BOUNDS, named('LimitRange', 'limits', { limits: {} }), own())).toEqual([]);
  });
});

describe('a limit that is further above the request than the namespace lets it', () => {
  const ratio = (most: unknown): object => ({ type: 'Container', maxLimitRequestRatio: { cpu: most } });

  test.each<[unknown, object | undefined, object | undefined, string[]]>([
    [2, { cpu: '500m' }, { cpu: '1' }, []],
    [2, { cpu: '499m' }, { cpu: '1' }, ["limits.cpu '1'"]],
    [2, undefined, { cpu: '1' }, []],
    ['1.5', { cpu: '100m' }, { cpu: '150m' }, []],
    ['1.5', { cpu: '100m' }, { cpu: '151m' }, ["limits.cpu '151m'"]],
    ['4.025', { cpu: '40m' }, { cpu: '160m' }, []],
    ['4.025', { cpu: '40m' }, { cpu: '161m' }, ["limits.cpu '161m'"]],
    [2, { cpu: '100m' }, undefined, ["limits.cpu '0'"]],
    [2, { cpu: 0 }, { cpu: '1' }, ["limits.cpu '1'"]],
    [2, { cpu: 0 }, { cpu: 0 }, ["limits.cpu '0'"]],
    [2, undefined, undefined, ["limits.cpu '0'"]],
  ])('is found: %s times, of requests of %j and limits of %j: %j', (most, requests, limits, broken) => {
    expect(foundWithin(ratio(most), RATIO, own(requests, limits))).toEqual(at(...broken));
  });

  test('is none where that is no amount, or of other resources', () => {
    expect(foundWithin(ratio('many'), RATIO, own({ cpu: 1 }, { cpu: 9 }))).toEqual([]);
    expect(foundWithin({ type: 'Container', max: { cpu: 9 } }, RATIO, own({ cpu: 1 }, { cpu: 9 }))).toEqual([]);
    expect(foundWithin(ratio(2), RATIO, own({ cpu: 1, memory: 1 }, { cpu: 1, memory: 9 }))).toEqual([]);
  });

  test('is told what the request is', () => {
    const range = named('LimitRange', 'limits', { limits: [ratio(2)] });
    expect(messages(RATIO, range, own({ cpu: '100m' }, { cpu: '1' }))).toEqual([
      "spec.containers['app'].resources.limits.cpu must be at most 2 times the request, which is 100m, and both above 0, got '1': raise the request, or lower the limit",
    ]);
  });
});

describe('a request', () => {
  test.each<[object | undefined, object | undefined, string[]]>([
    [{ cpu: '1' }, { cpu: '1000m' }, []],
    [{ cpu: '1001m' }, { cpu: '1' }, ["requests.cpu '1001m'"]],
    [{ cpu: '1', memory: '2Gi' }, { cpu: '2', memory: '1Gi' }, ["requests.memory '2Gi'"]],
    [{ cpu: '1' }, undefined, []],
    [undefined, { cpu: '1' }, []],
  ])('of %j under limits of %j is found: %j', (requests, limits, broken) => {
    expect(found(REQUEST_ABOVE_LIMIT, own(requests, limits))).toEqual(at(...broken));
  });

  test('above the limit that the namespace gives is found', () => {
    const item = { type: 'Container', default: { cpu: 1 } };
    expect(foundWithin(item, REQUEST_ABOVE_LIMIT, own({ cpu: 2 }))).toEqual(at("requests.cpu '2'"));
    expect(foundWithin(item, REQUEST_ABOVE_LIMIT, own({ cpu: 2 }, { cpu: 2 }))).toEqual([]);
  });

  test('that the namespace gives may be above the own limit of a container that requests nothing: the limit is it', () => {
    const item = { type: 'Container', defaultRequest: { cpu: 2 } };
    expect(foundWithin(item, REQUEST_ABOVE_LIMIT, own(undefined, { cpu: 1 }))).toEqual([]);
  });
});
