import { QuotaScope } from '../../lib';
import { Manifest, only } from '../support/manifest';
import { cluster } from './fixture';

function specOf(scope: QuotaScope): Manifest {
  return only(cluster({ quota: { scoped: { some: { scope, pods: 1 } } } }), 'ResourceQuota', 'quota-some').spec;
}

test.each([
  ['BestEffort', QuotaScope.bestEffort()],
  ['NotBestEffort', QuotaScope.notBestEffort()],
  ['Terminating', QuotaScope.terminating()],
  ['NotTerminating', QuotaScope.notTerminating()],
])('the scope %s is rendered by its name', (name, scope) => {
  expect(specOf(scope)).toEqual({ hard: { pods: '1' }, scopes: [name] });
});

test('the scope of priority classes selects pods of any of them', () => {
  const matchExpressions = [{ scopeName: 'PriorityClass', operator: 'In', values: ['high', 'system'] }];
  const spec = { hard: { pods: '1' }, scopeSelector: { matchExpressions } };
  expect(specOf(QuotaScope.priorityClasses('high', 'system'))).toEqual(spec);
});

test('fails when a scope names no priority class', () => {
  expect(() => QuotaScope.priorityClasses()).toThrow(
    new Error('QuotaScope.priorityClasses() must name a priority class: give at least one'),
  );
});
