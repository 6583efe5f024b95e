import { KubeObject } from '../../../../lib/kube/objects';
import { POD_BOUNDS } from '../../../../lib/check/rules/limits/bounds';
import { RATIO } from '../../../../lib/check/rules/limits/ratio';
import { messages } from '../found';
import { named, workload } from '../objects';
import { foundWithin } from './limited';

const cpu = (limit: string, fields: object = {}): object => ({ resources: { limits: { cpu: limit } }, ...fields });
const sidecar = (limit: string): object => cpu(limit, { restartPolicy: 'Always' });

describe('the bounds of pods', () => {
  test.each<[object, object, string[]]>([
    [{ max: { cpu: '1' } }, { containers: [cpu('600m'), cpu('400m')] }, []],
    [{ max: { cpu: '1' } }, { containers: [cpu('600m'), cpu('401m')] }, ["requests.cpu '1001m'", "limits.cpu '1001m'"]],
    [{ max: { cpu: '1' } }, { initContainers: [cpu('1'), cpu('1')], containers: [cpu('1')] }, []],
    [
      { max: { cpu: '1' } },
      { initContainers: [sidecar('400m'), cpu('700m')], containers: [cpu('1m')] },
      ["requests.cpu '1100m'", "limits.cpu '1100m'"],
    ],
    [{ max: { cpu: '1' } }, { containers: [cpu('1')], overhead: { cpu: '1' } }, []],
    [{ max: { cpu: '1' } }, { containers: [{}] }, ["limits.cpu 'undefined'"]],
    [{ max: { cpu: '1' } }, { containers: [{ resources: { requests: { cpu: '1' } } }] }, ["limits.cpu 'undefined'"]],
    [{ max: { cpu: '1' } }, { containers: [{}], resources: { limits: { cpu: '1' } } }, []],
    [{ max: { cpu: '1' } }, { containers: [cpu('1')], resources: { limits: { cpu: '2' } } }, ["limits.cpu '2'"]],
    [{ min: { cpu: '1' } }, { containers: [cpu('500m'), cpu('500m')] }, []],
    [{ min: { cpu: '1' } }, { containers: [cpu('999m')] }, ["requests.cpu '999m'", "limits.cpu '999m'"]],
    [{ min: { cpu: '1' } }, { containers: [{}] }, ["requests.cpu 'undefined'"]],
    [{ min: { cpu: '1' } }, { containers: [{}], resources: { limits: { cpu: '1' } } }, []],
  ])('%j let a pod of %j have: %j', (item, spec, broken) => {
    const inPod = (field: string): string[] => broken.map((one) => `${field}.${one}`);
    expect(foundWithin({ type: 'Pod', ...item }, POD_BOUNDS, named('Pod', 'web', spec))).toEqual(inPod('spec'));
    expect(foundWithin({ type: 'Pod', ...item }, POD_BOUNDS, workload('Job', {}, spec))).toEqual(
      inPod('spec.template.spec'),
    );
  });

  test('say what is not given', () => {
    const range = named('LimitRange', 'limits', { limits: [{ type: 'Pod', max: { cpu: '1' } }] });
    expect(messages(POD_BOUNDS, range, named('Pod', 'web', { containers: [{}] }))).toEqual([
      "spec.limits.cpu must be at most 1, as the LimitRange of the namespace says, got 'undefined': correct it, or change the limits of the cluster",
    ]);
  });

  test.each<[object[], string[]]>([
    [[cpu('1'), { resources: { requests: { cpu: '1' } } }], []],
    [
      [cpu('1', { resources: { requests: { cpu: '100m' }, limits: { cpu: '1' } } }), cpu('300m')],
      ["spec.limits.cpu '1300m'"],
    ],
  ])('hold the limits of %j together against their requests: %j', (containers, broken) => {
    const item = { type: 'Pod', maxLimitRequestRatio: { cpu: 3 } };
    expect(foundWithin(item, RATIO, named('Pod', 'web', { containers }))).toEqual(broken);
  });
});

describe('the pods of a CronJob', () => {
  const cronJob = (spec?: object): KubeObject => named('CronJob', 'web', { jobTemplate: { spec } });
  const max = { type: 'Pod', max: { cpu: '1' } };

  test('are those of its template, if it has one', () => {
    expect(foundWithin(max, POD_BOUNDS, cronJob({ template: { spec: { containers: [cpu('2')] } } }))).toEqual([
      "spec.jobTemplate.spec.template.spec.requests.cpu '2'",
      "spec.jobTemplate.spec.template.spec.limits.cpu '2'",
    ]);
    expect(foundWithin(max, POD_BOUNDS, cronJob())).toEqual([
      "spec.jobTemplate.spec.template.spec.limits.cpu 'undefined'",
    ]);
  });
});
