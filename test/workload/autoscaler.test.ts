import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import { AutoscaleProps, MarDeployment } from '../../lib';
import { newCluster } from '../support/instance';
import { all, frozen, Manifest, only } from '../support/manifest';
import { objectOf, READY, REPLICATED, templateOf } from './fixture';

const { MetricTarget, Metric, Replicas, ScalingStrategy } = kplus;

/** The autoscaler that a Deployment writes. */
function scaled(props: Partial<AutoscaleProps> = {}): Manifest {
  const cluster = newCluster();
  new MarDeployment(cluster, 'api', READY).autoscale(frozen({ max: 5, ...props }));
  return only(cluster, 'HorizontalPodAutoscaler');
}

const share = (name: string, averageUtilization: number) => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization } },
});

test('every prop of an autoscaler is at its place', () => {
  const queue = Metric.external({ name: 'queue-length', target: MetricTarget.averageValue(10) });
  const slowly = { stabilizationWindow: Duration.minutes(1), strategy: ScalingStrategy.MIN_CHANGE };
  const props: Required<AutoscaleProps> = {
    min: 3,
    max: 9,
    cpu: 60,
    memory: 70,
    metrics: [queue],
    scaleUp: { ...slowly, policies: [{ replicas: Replicas.absolute(2), duration: Duration.minutes(2) }] },
    scaleDown: { ...slowly, policies: [{ replicas: Replicas.percent(20), duration: Duration.minutes(3) }] },
  };
  const autoscaler = scaled(props);
  const external = { metric: { name: 'queue-length' }, target: { type: 'AverageValue', averageValue: '10' } };
  expect(autoscaler).toMatchObject({ apiVersion: 'autoscaling/v2', metadata: { name: 'api', namespace: 'prod' } });
  expect(autoscaler.spec).toMatchObject({ minReplicas: 3, maxReplicas: 9 });
  expect(autoscaler.spec.metrics).toEqual([share('cpu', 60), share('memory', 70), { type: 'External', external }]);
  expect(autoscaler.spec.behavior).toEqual({
    scaleUp: {
      stabilizationWindowSeconds: 60,
      selectPolicy: 'Min',
      policies: [{ type: 'Pods', value: 2, periodSeconds: 120 }],
    },
    scaleDown: {
      stabilizationWindowSeconds: 60,
      selectPolicy: 'Min',
      policies: [{ type: 'Percent', value: 20, periodSeconds: 180 }],
    },
  });
});

describe('an autoscaler of which little is said', () => {
  test('keeps 2 replicas', () => {
    expect(scaled().spec.minReplicas).toBe(2);
  });

  test('adds replicas above 80 percent of the requested CPU, and looks at nothing else', () => {
    expect(scaled().spec.metrics).toEqual([share('cpu', 80)]);
  });

  test('adds replicas at once: in a minute 4 or three times as many, whichever is more', () => {
    expect(scaled().spec.behavior.scaleUp).toEqual({
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [
        { type: 'Pods', value: 4, periodSeconds: 60 },
        { type: 'Percent', value: 200, periodSeconds: 60 },
      ],
    });
  });

  test('removes replicas after five minutes: in a minute one or a tenth, whichever is more', () => {
    expect(scaled().spec.behavior.scaleDown).toEqual({
      stabilizationWindowSeconds: 300,
      selectPolicy: 'Max',
      policies: [
        { type: 'Pods', value: 1, periodSeconds: 60 },
        { type: 'Percent', value: 10, periodSeconds: 60 },
      ],
    });
  });
});

test('a longer window leaves the pace of removal as it is', () => {
  const { scaleDown } = scaled({ scaleDown: { stabilizationWindow: Duration.hours(1) } }).spec.behavior;
  expect(scaleDown.stabilizationWindowSeconds).toBe(3600);
  expect(scaleDown.policies.map(({ value }: Manifest) => value)).toEqual([1, 10]);
});

test('other policies leave the window of removal as it is', () => {
  const policies = [{ replicas: Replicas.absolute(3), duration: Duration.minutes(30) }];
  const { scaleDown } = scaled({ scaleDown: { policies } }).spec.behavior;
  expect(scaleDown.stabilizationWindowSeconds).toBe(300);
  expect(scaleDown.policies).toEqual([{ type: 'Pods', value: 3, periodSeconds: 1800 }]);
});

test('a policy without a duration is for 15 seconds, as cdk8s-plus says', () => {
  const policies = [{ replicas: Replicas.absolute(3) }];
  expect(scaled({ scaleUp: { policies } }).spec.behavior.scaleUp.policies[0].periodSeconds).toBe(15);
});

test('the memory alone is looked at where that alone is given', () => {
  expect(scaled({ memory: 70 }).spec.metrics).toEqual([share('memory', 70)]);
});

test('a metric alone is looked at where that alone is given', () => {
  const metrics = [Metric.resourceCpu(MetricTarget.averageUtilization(33))];
  expect(scaled({ metrics }).spec.metrics).toEqual([share('cpu', 33)]);
});

test('no metrics are as good as none said', () => {
  expect(scaled({ metrics: [] }).spec.metrics).toEqual([share('cpu', 80)]);
});

describe.each(REPLICATED)('an autoscaler of a %s', (_, { create, kind, label }) => {
  test('names it, in its API group', () => {
    const pod = create(newCluster(), 'api');
    pod.autoscale({ max: 5 });
    const { apiVersion } = objectOf(pod);
    const { scaleTargetRef } = only(Chart.of(pod), 'HorizontalPodAutoscaler', 'api').spec;
    expect(scaleTargetRef).toEqual({ apiVersion, kind, name: 'api' });
  });

  test('is returned', () => {
    expect(create(newCluster(), 'api').autoscale({ min: 3, max: 5 })).toMatchObject({ minReplicas: 3, maxReplicas: 5 });
  });

  test('takes its replicas field, so that the next apply leaves their number alone', () => {
    const pod = create(newCluster(), 'api');
    pod.autoscale({ max: 5 });
    expect(objectOf(pod).spec).not.toHaveProperty('replicas');
    expect(pod.hasAutoscaler).toBe(true);
  });

  test('gives it one budget', () => {
    const pod = create(newCluster(), 'api');
    pod.autoscale({ max: 5 });
    const [budget, ...more] = all(Chart.of(pod), 'PodDisruptionBudget');
    expect(budget.spec).toMatchObject({ maxUnavailable: 1, selector: { matchLabels: { [label]: 'api' } } });
    expect(more).toEqual([]);
  });

  test('gives it no budget where all may be evicted', () => {
    const pod = create(newCluster(), 'api', { availability: { allowEvictionOfAll: true } });
    pod.autoscale({ max: 5 });
    expect(all(Chart.of(pod), 'PodDisruptionBudget')).toEqual([]);
  });

  test('spreads its pods', () => {
    const pod = create(newCluster(), 'api');
    pod.autoscale({ max: 5 });
    expect(templateOf(pod).spec.topologySpreadConstraints).toHaveLength(2);
  });

  test('counts in how many pods there can be', () => {
    const pod = create(newCluster(), 'api');
    pod.autoscale({ max: 5 });
    expect(pod._maxPods()).toBe(5);
  });

  test('of at most one replica does not spread its pods', () => {
    const pod = create(newCluster(), 'api');
    pod.autoscale({ min: 1, max: 1 });
    expect(templateOf(pod).spec).not.toHaveProperty('topologySpreadConstraints');
  });
});

test('law: any range is written as it is given', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (min, more) => {
      expect(scaled({ min, max: min + more }).spec).toMatchObject({ minReplicas: min, maxReplicas: min + more });
    }),
  );
});

test('law: it does not matter whether a Deployment is scaled or exposed first', () => {
  const bytes = (order: ('autoscale' | 'expose')[]): string[] => {
    const cluster = newCluster();
    const deployment = new MarDeployment(cluster, 'api', READY);
    const steps = { autoscale: () => deployment.autoscale({ max: 5 }), expose: () => deployment.exposeViaService() };
    order.forEach((step) => steps[step]());
    return ['Deployment', 'Service', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'].map((kind) =>
      JSON.stringify(only(cluster, kind)),
    );
  };
  expect(bytes(['autoscale', 'expose'])).toEqual(bytes(['expose', 'autoscale']));
});
