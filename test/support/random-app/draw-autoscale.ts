import * as fc from 'fast-check';
import { rarely, record, weighted, withEdges } from './draw';
import { Autoscale, Metric, MetricTarget, Scaling } from './program-details';
import { Labels } from './program-pods';

/** Kubernetes measures no `storage` of containers. */
const ofContainer = withEdges<Extract<Metric['of'], `container${string}`>>(
  fc.constantFrom('containerCpu', 'containerMemory', 'containerEphemeralStorage'),
  'containerStorage',
);
const ofPods = fc.constantFrom(
  'resourceCpu' as const,
  'resourceMemory' as const,
  'resourceStorage' as const,
  'resourceEphemeralStorage' as const,
);

const shares = weighted<MetricTarget>([4, { utilization: 70 }], [1, { utilization: 1 }], [1, { utilization: 250 }]);
const averages = weighted<MetricTarget>(
  [4, { averageValue: 100 }],
  [1, { averageValue: 0.5 }],
  [1, { averageValue: 1000 }],
  [1, { averageValue: 1e21 }],
);
const totals = weighted<MetricTarget>([4, { value: 30 }], [1, { value: 2.5 }], [1, { value: 1000000 }]);
const wrong = fc.constantFrom<MetricTarget[]>({ utilization: 0 }, { averageValue: 0 }, { value: 0 }, { value: -1 });

/** Mostly one that goes with the measure. */
function target(...fitting: fc.Arbitrary<MetricTarget>[]): fc.Arbitrary<MetricTarget> {
  return fc.oneof(
    { weight: 40, arbitrary: fc.oneof(...fitting) },
    { weight: 1, arbitrary: wrong },
    { weight: 1, arbitrary: fc.oneof(shares, averages, totals) },
  );
}

const names = withEdges(
  fc.constantFrom('requests_per_second', 'queue-length', 'Requests.total', 'null'),
  'a/b',
  'a%b',
  '..',
  '',
);

function named(of: 'external' | 'object' | 'pods', ...fitting: fc.Arbitrary<MetricTarget>[]): fc.Arbitrary<Metric> {
  return record<Extract<Metric, { name: string }>>({
    of: fc.constant(of),
    name: names,
    labels: rarely(40, fc.constantFrom<Labels[]>({ queue: 'orders' }, { queue: '' }, { null: 'true' })),
    target: target(...fitting),
  });
}

const metrics: fc.Arbitrary<Metric[]> = fc.array(
  fc.oneof<fc.Arbitrary<Metric>[]>(
    fc.record({ of: ofContainer, target: target(shares, averages) }),
    fc.record({ of: ofPods, target: target(shares, averages) }),
    named('external', averages, totals),
    named('object', averages, totals),
    named('pods', averages),
  ),
  { minLength: 1, maxLength: 2 },
);

const scalings: fc.Arbitrary<Scaling> = record<Scaling>({
  window: rarely(60, fc.constantFrom(0, 60, 3600)),
  strategy: rarely(30, fc.constantFrom('Max', 'Min', 'Disabled')),
  policies: rarely(
    60,
    fc.constantFrom<NonNullable<Scaling['policies']>[]>(
      [{ pods: 2, seconds: 30 }],
      [{ percent: 50 }, { pods: 1, seconds: 1800 }],
      [{ percent: 100, seconds: 1 }],
    ),
  ),
});

const ranges = fc.constantFrom<Autoscale[]>({ max: 3 }, { min: 1, max: 2 }, { min: 3, max: 6 }, { min: 2, max: 2 });

export const autoscales: fc.Arbitrary<Autoscale> = ranges.chain(({ min, max }) =>
  record<Autoscale>({
    min: fc.constant(min),
    max: fc.constant(max),
    cpu: rarely(20, fc.constantFrom(1, 75, 300)),
    memory: rarely(20, fc.constant(80)),
    metrics: rarely(80, metrics),
    scaleUp: rarely(35, scalings),
    scaleDown: rarely(35, scalings),
  }),
);
