import { CLAIM_BOUNDS } from '../../../../lib/check/rules/limits/bounds';
import { found } from '../found';
import { named, workload } from '../objects';
import { foundWithin } from './limited';

const storage = (amount: unknown): object => ({ resources: { requests: { storage: amount } } });
const at = (field: string, broken: readonly string[]): string[] =>
  broken.map((value) => `${field}.resources.requests.storage '${value}'`);

describe('the bounds of claims', () => {
  test.each<[object, object, string[]]>([
    [{ max: { storage: '1Gi' } }, storage('1Gi'), []],
    [{ max: { storage: '1Gi' } }, storage('1025Mi'), ['1025Mi']],
    [{ max: { storage: '1Gi' } }, {}, ['undefined']],
    [{ min: { storage: '1Gi' } }, storage('1Gi'), []],
    [{ min: { storage: '1Gi' } }, storage('1023Mi'), ['1023Mi']],
    [{ min: { storage: '1Gi' } }, { resources: { limits: { storage: '1Gi' } } }, ['undefined']],
    [
      { min: { storage: '1Gi' }, max: { storage: '2Gi' } },
      { resources: { requests: { storage: '1Gi' }, limits: { storage: '3Gi' } } },
      [],
    ],
  ])('%j let claims of %j have: %j', (item, spec, broken) => {
    const bounds = { type: 'PersistentVolumeClaim', ...item };
    expect(foundWithin(bounds, CLAIM_BOUNDS, named('PersistentVolumeClaim', 'data', spec))).toEqual(at('spec', broken));
    const volumes = [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { spec } } }, { emptyDir: {} }];
    expect(foundWithin(bounds, CLAIM_BOUNDS, named('Pod', 'web', { volumes }))).toEqual(
      at("spec.volumes['scratch'].ephemeral.volumeClaimTemplate.spec", broken),
    );
    const volumeClaimTemplates = [{ metadata: { name: 'data' }, spec }];
    expect(foundWithin(bounds, CLAIM_BOUNDS, workload('StatefulSet', { volumeClaimTemplates }))).toEqual(
      at("spec.volumeClaimTemplates['data'].spec", broken),
    );
  });

  test('name what has no name by its place', () => {
    const max = { type: 'PersistentVolumeClaim', max: { storage: '1Gi' } };
    const volumes = [{ ephemeral: { volumeClaimTemplate: { spec: storage('2Gi') } } }];
    const sets = workload('StatefulSet', { volumeClaimTemplates: [{ spec: storage('2Gi') }, {}] }, { volumes });
    expect(foundWithin(max, CLAIM_BOUNDS, sets)).toEqual([
      ...at("spec.volumeClaimTemplates['0'].spec", ['2Gi']),
      ...at("spec.volumeClaimTemplates['1'].spec", ['undefined']),
      ...at("spec.template.spec.volumes['0'].ephemeral.volumeClaimTemplate.spec", ['2Gi']),
    ]);
  });

  test('are none where nobody sets any', () => {
    expect(found(CLAIM_BOUNDS, named('PersistentVolumeClaim', 'data', storage('9Pi')))).toEqual([]);
    const pods = { type: 'Pod', max: { storage: '1Gi' } };
    expect(foundWithin(pods, CLAIM_BOUNDS, named('PersistentVolumeClaim', 'data', storage('9Pi')))).toEqual([]);
  });
});
