import { KubeObject } from '../../../../lib/kube/objects';
import { CLAIM_BOUNDS, CONTAINER_BOUNDS, POD_BOUNDS } from '../../../../lib/check/rules/limits/bounds';
import { QUANTITIES } from '../../../../lib/check/rules/limits/quantities';
import { RATIO } from '../../../../lib/check/rules/limits/ratio';
import { MISSING_AMOUNTS } from '../../../../lib/check/rules/quota/missing-amounts';
import { found, messages } from '../found';
import { containing, named, object, workload } from '../objects';
import { foundWithin } from './limited';

const pod = (resources: unknown): KubeObject => named('Pod', 'web', containing({ resources }));
const advised = (memory: unknown): string[] => messages(QUANTITIES, pod({ limits: { memory } }));

describe('amounts', () => {
  test.each<[string, KubeObject, string[]]>([
    [
      'a container',
      pod({ limits: { memory: '64MB' }, requests: { cpu: 'x', memory: '1Mi' } }),
      ["spec.containers['app'].resources.requests.cpu 'x'", "spec.containers['app'].resources.limits.memory '64MB'"],
    ],
    [
      'a pod as a whole',
      named('Pod', 'web', { resources: { limits: { cpu: '1 ', memory: '1GB' } } }),
      ["spec.resources.limits.memory '1GB'"],
    ],
    ['the overhead of a pod', named('Pod', 'web', { overhead: { memory: '1KB' } }), ["spec.overhead.memory '1KB'"]],
    [
      'an init container',
      workload('Deployment', {}, { initContainers: [{ resources: { requests: { cpu: 'all' } } }] }),
      ["spec.template.spec.initContainers['0'].resources.requests.cpu 'all'"],
    ],
    [
      'an emptyDir',
      named('Pod', 'web', { volumes: [{ emptyDir: {} }, { name: 'tmp', emptyDir: { sizeLimit: '1KB' } }] }),
      ["spec.volumes['tmp'].emptyDir.sizeLimit '1KB'"],
    ],
    [
      'a claim',
      named('PersistentVolumeClaim', 'data', { resources: { requests: { storage: '10GB' } } }),
      ["spec.resources.requests.storage '10GB'"],
    ],
    [
      'the claim of a pod',
      named('Pod', 'web', {
        volumes: [
          { name: 'a', ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '' } } } } } },
        ],
      }),
      ["spec.volumes['a'].ephemeral.volumeClaimTemplate.spec.resources.requests.storage ''"],
    ],
    [
      'a template of claims',
      workload('StatefulSet', {
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '1gi' } } } }],
      }),
      ["spec.volumeClaimTemplates['data'].spec.resources.requests.storage '1gi'"],
    ],
    [
      'a volume',
      object('v1', 'PersistentVolume', { spec: { capacity: { storage: '1TB' } } }),
      ["spec.capacity.storage '1TB'"],
    ],
    [
      'a quota',
      named('ResourceQuota', 'quota', { hard: { pods: 'many', 'limits.cpu': 5 } }),
      ["spec.hard['pods'] 'many'"],
    ],
    [
      'a LimitRange',
      named('LimitRange', 'limits', {
        limits: [
          { type: 'Pod' },
          {
            default: { cpu: 'a' },
            defaultRequest: { cpu: 'b' },
            max: { cpu: 'c' },
            maxLimitRequestRatio: { cpu: 'd' },
            min: { cpu: 'e' },
          },
        ],
      }),
      [
        "spec.limits[1].default.cpu 'a'",
        "spec.limits[1].defaultRequest.cpu 'b'",
        "spec.limits[1].max.cpu 'c'",
        "spec.limits[1].maxLimitRequestRatio.cpu 'd'",
        "spec.limits[1].min.cpu 'e'",
      ],
    ],
  ])('of %s are quantities', (_, one, expected) => {
    expect(found(QUANTITIES, one).sort()).toEqual([...expected].sort());
  });

  test.each([0, 0.5, '64M', '1e3', ' 64Mi', null])('%j is one, or none is given', (memory) => {
    expect(advised(memory)).toEqual([]);
  });

  test.each<[unknown, string, string]>([
    ['64MB', '64MB', 'write 64M or 64Mi'],
    ['1.5 gb', '1.5 gb', 'write 1.5G or 1.5Gi'],
    ['1K', '1K', 'write 1k or 1Ki'],
    ['2ki', '2ki', 'write 2k or 2Ki'],
    ['4GiB', '4GiB', 'write 4G or 4Gi'],
    ['500 m', '500 m', 'write 500m'],
    ['1,5', '1,5', 'write 1.5'],
    ['64 bytes', '64 bytes', "write it as 2, '500m' or '64Mi'"],
    ['', '', "write it as 2, '500m' or '64Mi'"],
    [true, 'true', "write it as 2, '500m' or '64Mi'"],
    [['1'], '["1"]', "write it as 2, '500m' or '64Mi'"],
    [{ Mi: 64 }, '{"Mi":64}', "write it as 2, '500m' or '64Mi'"],
  ])('%j is none, and the way out is said', (memory, shown, advice) => {
    expect(advised(memory)).toEqual([
      `spec.containers['app'].resources.limits.memory must be a quantity, got '${shown}': ${advice}`,
    ]);
  });
});

describe('of what is no quantity', () => {
  const bounds = { min: { memory: '1Mi' }, max: { memory: '1Gi' }, maxLimitRequestRatio: { memory: 2 } };
  const quota = named('ResourceQuota', 'quota', { hard: { 'limits.memory': '1Gi', 'requests.memory': '1Gi' } });

  test.each([{ limits: { memory: '64MB' } }, { requests: { memory: '64MB' }, limits: { memory: '64MB' } }])(
    'nothing else is said: %j',
    (resources) => {
      for (const rule of [CONTAINER_BOUNDS, RATIO]) {
        expect(foundWithin({ type: 'Container', ...bounds }, rule, pod(resources))).toEqual([]);
      }
      for (const rule of [POD_BOUNDS, RATIO]) {
        expect(foundWithin({ type: 'Pod', ...bounds }, rule, pod(resources))).toEqual([]);
        const whole = named('Pod', 'web', { resources, ...containing({}) });
        expect(foundWithin({ type: 'Pod', ...bounds }, rule, whole)).toEqual([]);
      }
      expect(found(MISSING_AMOUNTS, quota, pod(resources))).toEqual([]);
    },
  );

  test('of a claim neither', () => {
    const claim = named('PersistentVolumeClaim', 'data', { resources: { requests: { storage: '10GB' } } });
    const item = { type: 'PersistentVolumeClaim', max: { storage: '1Gi' } };
    expect(foundWithin(item, CLAIM_BOUNDS, claim)).toEqual([]);
  });

  test('what else the container says is judged', () => {
    const other = { limits: { memory: '64MB', cpu: '9' } };
    const found = foundWithin({ type: 'Container', max: { cpu: '1', memory: '1Gi' } }, CONTAINER_BOUNDS, pod(other));
    expect(found).toEqual([
      "spec.containers['app'].resources.requests.cpu '9'",
      "spec.containers['app'].resources.limits.cpu '9'",
    ]);
  });
});
