import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { DisruptionBudget, MarDeployment, MarDeploymentProps, MarPodProps } from '../../lib';
import { newCluster } from '../support/instance';
import { frozen, Manifest, only } from '../support/manifest';
import { containerIn, MANY, objectOf, ONCE, percent, pods, READY, templateOf } from './fixture';

const newDeployment = (props: Partial<MarDeploymentProps> = {}): MarDeployment =>
  new MarDeployment(newCluster(), 'api', { ...READY, ...props });
const spec = (props?: Partial<MarDeploymentProps>): Manifest => objectOf(newDeployment(props)).spec;

test('every prop of a Deployment is at its place', () => {
  const cluster = newCluster();
  const own: Required<Omit<MarDeploymentProps, keyof MarPodProps>> = {
    workloadName: 'orders',
    replicas: 4,
    availability: { budget: DisruptionBudget.minAvailable(percent(50)) },
    strategy: kplus.DeploymentStrategy.rollingUpdate({ maxUnavailable: pods(1), maxSurge: pods(2) }),
    minReady: Duration.seconds(5),
    progressDeadline: Duration.minutes(2),
    revisionHistoryLimit: 3,
  };
  const deployment = new MarDeployment(cluster, 'Orders', frozen({ ...READY, ...own }));
  expect(objectOf(deployment)).toMatchObject({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'orders', namespace: 'prod' },
    spec: {
      replicas: 4,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 2 } },
      minReadySeconds: 5,
      progressDeadlineSeconds: 120,
      revisionHistoryLimit: 3,
      selector: { matchLabels: { deployment: 'orders' } },
    },
  });
  expect(only(cluster, 'PodDisruptionBudget', 'orders').spec.minAvailable).toBe('50%');
  expect(containerIn(deployment)).toMatchObject({ image: READY.image, ports: [{ containerPort: 5000 }] });
});

describe('a Deployment of which little is said', () => {
  test('is called by its id', () => {
    expect(newDeployment().name).toBe('api');
  });

  test('has no minReadySeconds, so a pod counts as soon as it is ready', () => {
    expect(spec()).not.toHaveProperty('minReadySeconds');
  });

  test('has 10 minutes to make progress', () => {
    expect(spec().progressDeadlineSeconds).toBe(600);
  });

  test('leaves to Kubernetes how many old versions are kept', () => {
    expect(spec()).not.toHaveProperty('revisionHistoryLimit');
  });

  test('has pods that are always started again', () => {
    expect(templateOf(newDeployment()).spec.restartPolicy).toBe('Always');
  });
});

test('a minReady of 0 is left out, as the API server leaves it out', () => {
  expect(spec({ minReady: Duration.seconds(0) })).not.toHaveProperty('minReadySeconds');
});

test('a revision history of 0 is written, which keeps no old version', () => {
  expect(spec({ revisionHistoryLimit: 0 }).revisionHistoryLimit).toBe(0);
});

test('there may be 0 replicas', () => {
  expect(spec({ replicas: 0 }).replicas).toBe(0);
});

describe('the strategy of a Deployment', () => {
  const ROLLING = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' } };

  test('never has fewer ready pods than wanted, and up to a quarter more', () => {
    expect(spec().strategy).toEqual(ROLLING);
  });

  test('is the same with one replica, so an update does not interrupt it', () => {
    expect(spec({ replicas: 1 }).strategy).toEqual(ROLLING);
  });

  test('stops the old pod first where it has storage that it alone can mount', () => {
    const deployment = newDeployment({ replicas: 1 });
    deployment.addStorage('/data', ONCE);
    expect(objectOf(deployment).spec.strategy).toEqual({ type: 'Recreate' });
  });

  test('stops no pod first where they have storage that several can mount', () => {
    const deployment = newDeployment();
    deployment.addStorage('/data', MANY);
    expect(objectOf(deployment).spec.strategy).toEqual(ROLLING);
  });

  test('is the one that is given even where a pod has storage that it alone can mount', () => {
    const strategy = kplus.DeploymentStrategy.rollingUpdate({ maxUnavailable: pods(1), maxSurge: pods(0) });
    const deployment = newDeployment({ replicas: 1, strategy });
    deployment.addStorage('/data', ONCE);
    expect(objectOf(deployment).spec.strategy.rollingUpdate).toEqual({ maxUnavailable: 1, maxSurge: 0 });
  });

  test('is Recreate where that is given', () => {
    expect(spec({ strategy: kplus.DeploymentStrategy.recreate() }).strategy).toEqual({ type: 'Recreate' });
  });
});

const WHOLE = 'must be a whole number of';

test.each([
  ['minReady', Duration.millis(500), `minReady in seconds ${WHOLE} 0 to 2147483647, got '0.5': correct it`],
  [
    'progressDeadline',
    Duration.seconds(0),
    `progressDeadline in seconds ${WHOLE} 1 to 2147483647, got '0': correct it`,
  ],
  ['revisionHistoryLimit', -1, `revisionHistoryLimit ${WHOLE} 0 to 2147483647, got '-1': correct it`],
  ['revisionHistoryLimit', NaN, `revisionHistoryLimit ${WHOLE} 0 to 2147483647, got 'NaN': correct it`],
])('fails when %s is %p', (prop, value, error) => {
  expect(() => newDeployment({ [prop]: value })).toThrow(new Error(`[prod/api] ${error}`));
});

test.each([Duration.minutes(10), Duration.minutes(11)])(
  'fails when minReady of %p is not shorter than the default deadline',
  (minReady) => {
    const seconds = minReady.toSeconds();
    expect(() => newDeployment({ minReady })).toThrow(
      new Error(`[prod/api] progressDeadline must be longer than minReady of ${seconds} s, got '600 s': raise it`),
    );
  },
);

test.each([
  ['maxSurge', pods(-1), '-1'],
  ['maxUnavailable', percent(101), '101%'],
  ['maxUnavailable', pods(0.5), '0.5'],
  ['maxUnavailable', percent(-5), '-5%'],
])('fails when %s of the strategy is %j, which is no amount of pods', (field, amount, value) => {
  const strategy = kplus.DeploymentStrategy.rollingUpdate({ [field]: amount });
  expect(() => newDeployment({ strategy })).toThrow(
    new Error(
      `[prod/api] strategy.${field} must be a whole number of 0 or more, or of percent up to 100, got '${value}': correct it`,
    ),
  );
});

test('minReady may be a second shorter than the deadline', () => {
  const durations = { minReady: Duration.seconds(59), progressDeadline: Duration.minutes(1) };
  expect(spec(durations)).toMatchObject({ minReadySeconds: 59, progressDeadlineSeconds: 60 });
});

test('fails when a request of its container is above the limit, as of an instance', () => {
  expect(() => newDeployment({ requests: { memory: Size.gibibytes(2) } })).toThrow(
    new Error(
      "[prod/api] memory must not request more than its limit of '1Gi', got '2Gi': lower the request, or raise the limit",
    ),
  );
});
