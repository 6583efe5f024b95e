import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import { QuotaProps, QuotaScope, ScopedQuota } from '../../lib';
import { milli } from '../../lib/check/model/quantity';
import { Manifest, only } from '../support/manifest';
import { cluster } from './fixture';

const hardOf = (quota?: QuotaProps): Manifest => only(cluster({ quota }), 'ResourceQuota', 'quota').spec.hard;

const CPU = 'must be a whole number of millicores of 0 or more';
const CPU_ADVICE = 'give an amount such as Cpu.millis(500) or Cpu.units(2)';
const SIZE = 'must be a whole number of bytes of 0 or more';
const SIZE_ADVICE = 'give an amount such as Size.mebibytes(512) or Size.gibibytes(4)';
const COUNT = 'must be a whole number of 0 or more';
const COUNT_ADVICE = 'leave it out for no ceiling';
const dnsName = (most: number): string =>
  `must be a DNS name of at most ${most} characters (a-z, 0-9, '-' and '.', each part first and last a letter or digit), got 'a_b'`;

/** Without `scoped`, whose quotas are objects of their own. */
const EVERY: Required<Omit<QuotaProps, 'scoped'>> = {
  cpu: Cpu.units(8),
  cpuRequests: Cpu.millis(4500),
  memory: Size.gibibytes(32),
  memoryRequests: Size.mebibytes(20000),
  ephemeralStorage: Size.gibibytes(50),
  pods: 30,
  services: 7,
  loadBalancers: 1,
  nodePorts: 2,
  claims: 9,
  storage: Size.tebibytes(1),
  storageClasses: { 'local-path': { storage: Size.gibibytes(99), claims: 4 } },
  objects: { configmaps: 11, 'deployments.apps': 12 },
};

test('a cluster without ceilings of its own has 40 cores, 160 GiB of memory, 100 pods and 20 services', () => {
  expect(hardOf()).toEqual({
    'limits.cpu': '40',
    'requests.cpu': '40',
    'limits.memory': '160Gi',
    'requests.memory': '160Gi',
    pods: '100',
    services: '20',
  });
});

test('every ceiling is found in the quota, and nothing else', () => {
  expect(hardOf(EVERY)).toEqual({
    'limits.cpu': '8',
    'requests.cpu': '4500m',
    'limits.memory': '32Gi',
    'requests.memory': '20000Mi',
    'limits.ephemeral-storage': '50Gi',
    'requests.ephemeral-storage': '50Gi',
    pods: '30',
    services: '7',
    'services.loadbalancers': '1',
    'services.nodeports': '2',
    persistentvolumeclaims: '9',
    'requests.storage': '1Ti',
    'local-path.storageclass.storage.k8s.io/requests.storage': '99Gi',
    'local-path.storageclass.storage.k8s.io/persistentvolumeclaims': '4',
    'count/configmaps': '11',
    'count/deployments.apps': '12',
  });
});

test('requests have the ceiling of limits where they have none of their own', () => {
  const hard = hardOf({ cpu: Cpu.units(3), memory: Size.gibibytes(5) });
  expect([hard['requests.cpu'], hard['requests.memory']]).toEqual(['3', '5Gi']);
});

test.each(['cpu', 'memory', 'pods', 'services'])('%s that is undefined has the default ceiling', (prop) => {
  expect(hardOf({ [prop]: undefined })).toEqual(hardOf());
});

test('a ceiling of 0 is rendered, as it closes the cluster', () => {
  const closed = { cpu: Cpu.units(0), memory: Size.gibibytes(0), pods: 0, services: 0, claims: 0 };
  const hard = { 'limits.cpu': '0', 'limits.memory': '0', pods: '0', services: '0', persistentvolumeclaims: '0' };
  expect(hardOf(closed)).toMatchObject(hard);
});

test('a storage class may have one ceiling alone', () => {
  const hard = hardOf({ storageClasses: { ssd: { claims: 1 } } });
  expect(hard).toMatchObject({ 'ssd.storageclass.storage.k8s.io/persistentvolumeclaims': '1' });
  expect(hard).not.toHaveProperty(['ssd.storageclass.storage.k8s.io/requests.storage']);
});

test.each<[string, QuotaProps, string]>([
  ['cpu', { cpu: Cpu.millis(-1) }, `cpu ${CPU}, got '-1m': ${CPU_ADVICE}`],
  ['cpuRequests', { cpuRequests: Cpu.units(NaN) }, `cpuRequests ${CPU}, got 'NaN': ${CPU_ADVICE}`],
  ['memory', { memory: Size.kibibytes(0.3) }, `memory ${SIZE}, got '0.3Ki': ${SIZE_ADVICE}`],
  ['memoryRequests', { memoryRequests: Size.gibibytes(NaN) }, `memoryRequests ${SIZE}, got 'NaNGi': ${SIZE_ADVICE}`],
  [
    'ephemeralStorage',
    { ephemeralStorage: Size.mebibytes(NaN) },
    `ephemeralStorage ${SIZE}, got 'NaNMi': ${SIZE_ADVICE}`,
  ],
  ['pods', { pods: -1 }, `pods ${COUNT}, got '-1': ${COUNT_ADVICE}`],
  ['services', { services: NaN }, `services ${COUNT}, got 'NaN': ${COUNT_ADVICE}`],
  ['loadBalancers', { loadBalancers: 0.5 }, `loadBalancers ${COUNT}, got '0.5': ${COUNT_ADVICE}`],
  ['nodePorts', { nodePorts: Infinity }, `nodePorts ${COUNT}, got 'Infinity': ${COUNT_ADVICE}`],
  ['claims', { claims: -2 }, `claims ${COUNT}, got '-2': ${COUNT_ADVICE}`],
  ['storage', { storage: Size.pebibyte(8192) }, `storage ${SIZE}, got '8192Pi': ${SIZE_ADVICE}`],
  [
    'storage of a storage class',
    { storageClasses: { ssd: { storage: Size.gibibytes(NaN) } } },
    `storageClasses['ssd'].storage ${SIZE}, got 'NaNGi': ${SIZE_ADVICE}`,
  ],
  [
    'claims of a storage class',
    { storageClasses: { ssd: { claims: -1 } } },
    `storageClasses['ssd'].claims ${COUNT}, got '-1': ${COUNT_ADVICE}`,
  ],
  ['objects', { objects: { configmaps: 1.5 } }, `objects['configmaps'] ${COUNT}, got '1.5': ${COUNT_ADVICE}`],
])('fails when the ceiling on %s is no amount', (_, quota, message) => {
  expect(() => cluster({ quota })).toThrow(new Error(`[prod/Quota] quota.${message}`));
});

test.each<[string, QuotaProps, string]>([
  [
    'storage class',
    { storageClasses: { a_b: { claims: 1 } } },
    `storageClasses ${dnsName(225)}: give the name of a StorageClass`,
  ],
  ['resource', { objects: { a_b: 1 } }, `objects ${dnsName(63)}: use the plural, such as 'deployments.apps'`],
  [
    'scoped quota',
    { scoped: { a_b: { scope: QuotaScope.terminating(), pods: 1 } } },
    `scoped ${dnsName(247)}: rename it`,
  ],
])('fails when the name of a %s in the quota is not valid', (_, quota, message) => {
  expect(() => cluster({ quota })).toThrow(new Error(`[prod/Quota] quota.${message}`));
});

describe('a scoped quota', () => {
  const scope = QuotaScope.terminating();
  const specOf = (batch: ScopedQuota): Manifest =>
    only(cluster({ quota: { scoped: { batch } } }), 'ResourceQuota', 'quota-batch').spec;

  test('is an object of its own, with every ceiling that Kubernetes lets a scope have', () => {
    const { cpu, cpuRequests, memory, memoryRequests, pods } = EVERY;
    const every: Required<ScopedQuota> = {
      scope,
      cpu,
      cpuRequests,
      memory,
      memoryRequests,
      pods,
    };
    expect(specOf(every)).toEqual({
      scopes: ['Terminating'],
      hard: {
        'limits.cpu': '8',
        'requests.cpu': '4500m',
        'limits.memory': '32Gi',
        'requests.memory': '20000Mi',
        pods: '30',
      },
    });
  });

  test('has no ceiling that is not given', () => {
    expect(specOf({ scope, pods: 5 }).hard).toEqual({ pods: '5' });
  });

  test("leaves the cluster's own quota as it is", () => {
    expect(hardOf({ scoped: { batch: { scope, pods: 5 } } })).toEqual(hardOf());
  });

  test('fails when it has no ceiling', () => {
    expect(() => specOf({ scope })).toThrow(
      new Error("[prod/Quota] quota.scoped['batch'] must have a ceiling, got 'batch': give 'cpu', 'memory' or 'pods'"),
    );
  });

  test('fails when it limits the resources of pods that have none', () => {
    expect(() => specOf({ scope: QuotaScope.bestEffort(), cpu: Cpu.units(1), pods: 5 })).toThrow(
      new Error(
        "[prod/Quota] quota.scoped['batch'] can only limit 'pods', as best-effort pods have no resources, got " +
          "'limits.cpu,requests.cpu,pods': remove the others",
      ),
    );
  });
});

test('law: each ceiling is the amount that is given, whatever the others are', () => {
  const amount = fc.nat({ max: 1_000_000 });
  fc.assert(
    fc.property(amount, amount, amount, (millis, mebibytes, pods) => {
      const hard = hardOf({ cpu: Cpu.millis(millis), memory: Size.mebibytes(mebibytes), pods });
      const amounts = [hard['limits.cpu'], hard['limits.memory'], hard.pods].map((amount: string) => milli(amount));
      expect(amounts).toEqual([BigInt(millis), BigInt(mebibytes) * 1024n ** 2n * 1000n, BigInt(pods) * 1000n]);
    }),
    { numRuns: 25 },
  );
});
