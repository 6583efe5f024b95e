import { KubeObject } from '../../../../lib/kube/objects';
import { BLOCKED_DRAIN } from '../../../../lib/check/rules/practice/blocked-drain';
import { foundOf } from '../found';
import { named, workload } from '../objects';

describe('budgets', () => {
  const budget = (spec: object): KubeObject =>
    named('PodDisruptionBudget', 'budget', { selector: { matchLabels: { app: 'web' } }, ...spec });
  const isBlocked = (spec: object, ...pods: readonly KubeObject[]): boolean =>
    foundOf(BLOCKED_DRAIN, budget(spec), ...pods).length > 0;
  const replicas = (count: number): KubeObject => workload('Deployment', { replicas: count });
  const bare = named('Pod', 'web', {});

  // as the controller of Kubernetes 1.36 counts them
  test.each([
    [{ minAvailable: 2 }, 3, false],
    [{ minAvailable: 3 }, 3, true],
    [{ minAvailable: '66%' }, 3, false],
    [{ minAvailable: '67%' }, 3, true],
    [{ minAvailable: '0%' }, 3, false],
    [{ maxUnavailable: 0 }, 3, true],
    [{ maxUnavailable: '0%' }, 3, true],
    [{ maxUnavailable: '1%' }, 3, false],
    [{ maxUnavailable: 5 }, 3, false],
    [{}, 3, true],
  ])('%j of %s replicas blocks a drain: %s', (spec, count, blocked) => {
    expect(isBlocked(spec, replicas(count))).toBe(blocked);
  });

  test.each([
    [{ minAvailable: 0 }, false],
    [{ minAvailable: 1 }, true],
    [{ minAvailable: '1%' }, true],
    [{ maxUnavailable: 1 }, true],
  ])('%j of a pod without a workload blocks a drain: %s', (spec, blocked) => {
    expect(isBlocked(spec, bare)).toBe(blocked);
  });

  test('of a pod and a workload is a share of the workload', () => {
    expect(isBlocked({ minAvailable: '100%' }, replicas(2), bare)).toBe(false);
    expect(isBlocked({ maxUnavailable: 0 }, replicas(2), bare)).toBe(false);
    expect(isBlocked({ minAvailable: 3 }, replicas(2), bare)).toBe(true);
  });

  test('of no pods, of those of a DaemonSet or a job, or without a selector is not judged', () => {
    expect(isBlocked({ maxUnavailable: 0 }, replicas(0))).toBe(false);
    expect(isBlocked({ maxUnavailable: 0 }, replicas(2), workload('DaemonSet', {}))).toBe(false);
    expect(isBlocked({ maxUnavailable: 0 }, workload('Job', {}))).toBe(false);
    expect(isBlocked({ maxUnavailable: 0, selector: undefined }, replicas(2))).toBe(false);
  });
});
