import { KubeObject } from '../../../../lib/kube/objects';
import { named, service } from '../objects';
import { scopedNeeds } from './needs';

const pod = (spec: object): KubeObject => named('Pod', 'web', spec);
const resources = (all: object): object => ({ containers: [{ resources: all }] });
const affinity = (side: string, term: object): object => ({
  affinity: { [side]: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }, term] } },
});
const preferred = (side: string, term?: object): object => ({
  affinity: { [side]: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }] } },
});
const requirement = (scopeName: string, operator: string, values?: string[]): object => ({
  scopeSelector: { matchExpressions: [{ scopeName, operator, values }] },
});

describe('a quota with the scope', () => {
  test.each<[string, object, boolean]>([
    ['Terminating', { activeDeadlineSeconds: 60 }, true],
    ['Terminating', {}, false],
    ['NotTerminating', {}, true],
    ['NotTerminating', { activeDeadlineSeconds: 60 }, false],
    ['BestEffort', {}, true],
    ['BestEffort', resources({ requests: { cpu: 0 }, limits: { memory: 0 } }), true],
    ['BestEffort', resources({ requests: { 'ephemeral-storage': '1Gi' } }), true],
    ['BestEffort', { overhead: { cpu: '10m' }, containers: [{}] }, true],
    ['BestEffort', resources({ requests: { cpu: 0 }, limits: { cpu: 1 } }), false],
    ['BestEffort', resources({ limits: { memory: '1Gi' } }), false],
    ['BestEffort', { initContainers: [{ resources: { requests: { cpu: '1m' } } }] }, false],
    ['BestEffort', { resources: { limits: { cpu: 1 } } }, false],
    ['NotBestEffort', resources({ requests: { cpu: '1m' } }), true],
    ['NotBestEffort', resources({ requests: { 'nvidia.com/gpu': 1 } }), false],
    ['CrossNamespacePodAffinity', affinity('podAffinity', { namespaces: ['dev'] }), true],
    ['CrossNamespacePodAffinity', affinity('podAntiAffinity', { namespaceSelector: {} }), true],
    ['CrossNamespacePodAffinity', preferred('podAffinity', { namespaceSelector: {} }), true],
    ['CrossNamespacePodAffinity', preferred('podAntiAffinity', { namespaces: ['dev'] }), true],
    ['CrossNamespacePodAffinity', affinity('podAffinity', { namespaces: [] }), false],
    ['CrossNamespacePodAffinity', preferred('podAntiAffinity'), false],
    ['CrossNamespacePodAffinity', { affinity: { nodeAffinity: {} } }, false],
    ['CrossNamespacePodAffinity', {}, false],
    ['PriorityClass', { priorityClassName: 'high' }, true],
    ['PriorityClass', { priorityClassName: '' }, false],
    ['PriorityClass', {}, false],
    ['VolumeAttributesClass', {}, false],
    ['Elsewhere', {}, false],
  ])('%s counts a pod of %j: %s', (scope, spec, isCounted) => {
    expect(scopedNeeds({ scopes: [scope] }, 'pods', pod(spec))[0]).toBe(isCounted ? '1' : '0');
  });

  test.each<[string, string[] | undefined, string[]]>([
    ['Exists', undefined, ['high', 'low']],
    ['DoesNotExist', undefined, ['', 'none']],
    ['In', ['high'], ['high']],
    ['In', ['high', 'low'], ['high', 'low']],
    ['In', undefined, []],
    ['NotIn', ['high'], ['low', '', 'none']],
  ])('of a class that is %s %j counts pods and claims of %j', (operator, values, counted) => {
    const names = ['high', 'low', '', 'none'];
    const className = (name: string): string | undefined => (name === 'none' ? undefined : name);
    const countedPods = names.filter((name) => {
      const spec = { priorityClassName: className(name) };
      return scopedNeeds(requirement('PriorityClass', operator, values), 'pods', pod(spec))[0] === '1';
    });
    const countedClaims = names.filter((name) => {
      const claim = named('PersistentVolumeClaim', 'data', { volumeAttributesClassName: className(name) });
      const scope = requirement('VolumeAttributesClass', operator, values);
      return scopedNeeds(scope, 'count/persistentvolumeclaims', claim)[0] === '1';
    });
    expect([countedPods, countedClaims]).toEqual([counted, counted]);
  });

  test('of pods counts nothing else', () => {
    expect(scopedNeeds({ scopes: ['NotTerminating'] }, 'services', service())[0]).toBe('0');
  });

  test('is one of several, all of which must hold', () => {
    const scopes = { scopes: ['BestEffort'], ...requirement('PriorityClass', 'In', ['high']) };
    expect(scopedNeeds(scopes, 'pods', pod({ priorityClassName: 'high' }))[0]).toBe('1');
    expect(scopedNeeds(scopes, 'pods', pod({ priorityClassName: 'low' }))[0]).toBe('0');
    expect(
      scopedNeeds(scopes, 'pods', pod({ priorityClassName: 'high', ...resources({ limits: { cpu: 1 } }) }))[0],
    ).toBe('0');
    expect(scopedNeeds({ scopeSelector: {} }, 'pods', pod({}))[0]).toBe('1');
  });
});
