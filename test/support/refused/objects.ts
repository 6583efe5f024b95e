import { Cron, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import {
  Health,
  MarCluster,
  MarCronJob,
  MarDeployment,
  MarJob,
  MarPersistentVolume,
  MarStorageClass,
  VolumeBackend,
} from '../../../lib';
import { given } from '../bad-input';
import { SMALL } from '../instance';
import { at, RefusedValue, row } from './refused-value';

const PATH_SEGMENT = "must be a part of a path (no '/' and no '%', and neither '.' nor '..')";
const LEFT = 'must be left to Kubernetes, which sets it for each Job';

const kind = 'HorizontalPodAutoscaler';
const scaled =
  <T>(metric: (value: T, workload: MarDeployment) => kplus.Metric) =>
  (cluster: MarCluster, value: T): void => {
    const workload = new MarDeployment(cluster, 'api', { ...SMALL, port: 5000, readiness: Health.tcp() });
    workload.autoscale({ max: 3, metrics: [metric(value, workload)] });
  };
const target = kplus.MetricTarget;

/** Values of what is not an instance. */
export const REFUSED_ELSEWHERE: readonly RefusedValue[] = [
  row({
    what: 'pods of a Job with the name of another one',
    program: (cluster, name) => {
      new MarJob(cluster, 'api', { ...SMALL, labels: { 'job-name': name } });
    },
    accepted: 'api',
    refused: 'db',
    message: `[prod/api] labels['job-name'] ${LEFT}, got 'db': remove the label, or rename its key`,
    kind: 'Job',
    write: at('spec', 'template', 'metadata', 'labels', 'job-name'),
  }),
  row({
    what: 'pods of a Job with the UID of one',
    program: (cluster, key) => {
      new MarJob(cluster, 'api', { ...SMALL, labels: { [key]: 'none' } });
    },
    accepted: 'acme.example/controller-uid',
    refused: 'controller-uid',
    message: `[prod/api] labels['controller-uid'] ${LEFT}, got 'none': remove the label, or rename its key`,
    kind: 'Job',
    write: ({ spec }, key) => {
      spec.template.metadata.labels[key] = 'none';
    },
  }),
  row({
    what: 'pods of a CronJob with the name of a Job',
    program: (cluster, key) => {
      new MarCronJob(cluster, 'api', { ...SMALL, schedule: Cron.hourly(), labels: { [key]: 'api' } });
    },
    accepted: 'acme.example/job-name',
    refused: 'batch.kubernetes.io/job-name',
    message: `[prod/api] labels['batch.kubernetes.io/job-name'] ${LEFT}, got 'api': remove the label, or rename its key`,
    kind: 'CronJob',
    write: ({ spec }, key) => {
      spec.jobTemplate.spec.template.metadata.labels[key] = 'api';
    },
  }),
  row({
    what: 'a metric whose name is not part of a path',
    program: scaled((name) => kplus.Metric.external({ name, target: target.value(5) })),
    accepted: 'orders that wait',
    refused: 'orders/wait',
    message: `[prod/api] autoscale.metrics[0].external.metric.name ${PATH_SEGMENT}, got 'orders/wait': give the name of a metric`,
    kind,
    write: at('spec.metrics.0.external.metric.name'),
  }),
  row({
    what: 'a metric that shall become 0',
    program: scaled((value, object) => kplus.Metric.object({ name: 'hits', object, target: target.value(value) })),
    accepted: 0.001,
    refused: 0,
    message: "[prod/api] autoscale.metrics[0].object.target.value must be a quantity above 0, got '0': correct it",
    kind,
    write: ({ spec }, value) => {
      spec.metrics[0].object.target.value = value === 0 ? '0' : '1m';
    },
  }),
  row({
    what: 'CPUs of which no share is used',
    program: scaled((share) => kplus.Metric.resourceCpu(target.averageUtilization(share))),
    accepted: 1,
    refused: 0,
    message:
      "[prod/api] autoscale.metrics[0].resource.target.averageUtilization must be a whole number of 1 to 2147483647, got '0': correct it",
    kind,
    write: at('spec.metrics.0.resource.target.averageUtilization'),
  }),
  row<'value' | 'averageValue'>({
    what: 'a metric of all pods together that should be of each',
    program: scaled((kindOfTarget: 'value' | 'averageValue') =>
      kplus.Metric.pods({ name: 'orders', target: target[kindOfTarget](5) }),
    ),
    accepted: 'averageValue',
    refused: 'value',
    message: "[prod/api] autoscale.metrics[0].pods.target must have averageValue, got 'value': give one of them",
    kind,
    write: ({ spec }, name) => {
      spec.metrics[0].pods.target = { type: name === 'value' ? 'Value' : 'AverageValue', [name]: '5' };
    },
  }),
  row<'cpu' | 'storage'>({
    what: 'a resource that no container has',
    program: scaled((resource: 'cpu' | 'storage', { main: container }) => {
      const options = { container, target: target.averageValue(5) };
      return resource === 'cpu' ? kplus.Metric.containerCpu(options) : kplus.Metric.containerStorage(options);
    }),
    accepted: 'cpu',
    refused: 'storage',
    message:
      "[prod/api] autoscale.metrics[0].containerResource.name must be a resource of a container: cpu, memory, ephemeral-storage or one with a domain, got 'storage': choose one of them",
    kind,
    write: at('spec.metrics.0.containerResource.name'),
  }),
  row({
    what: 'a strategy that there is not',
    program: (cluster, strategy) => {
      const workload = new MarDeployment(cluster, 'api', { ...SMALL, port: 5000, readiness: Health.tcp() });
      workload.autoscale({ max: 3, scaleUp: { strategy: given(strategy) } });
    },
    accepted: 'Min',
    refused: 'Middle',
    message:
      "[prod/api] autoscale.scaleUp.strategy must be one of Max, Min, Disabled, got 'Middle': choose one of them",
    kind,
    write: at('spec.behavior.scaleUp.selectPolicy'),
  }),
  row({
    what: 'a static volume of a CSI driver with a name that is too long',
    program: (cluster, driver) => {
      const backend = VolumeBackend.csi(driver, 'vol-1');
      new MarPersistentVolume(cluster, 'api', { size: Size.gibibytes(1), backend });
    },
    accepted: `A${'a'.repeat(62)}`,
    refused: 'a'.repeat(64),
    message: `[VolumeBackend.csi] driver must be the name of a CSI driver (a DNS name of 1 to 63 letters, digits, '-' and '.', in capitals or not), got '${'a'.repeat(64)}': give the name of a CSI driver`,
    kind: 'PersistentVolume',
    write: at('spec.csi.driver'),
  }),
  row({
    what: 'a parameter of a storage class without a name',
    program: (cluster, key) => {
      new MarStorageClass(cluster, 'api', { provisioner: 'csi.example.com', parameters: { [key]: 'fast' } });
    },
    accepted: ' ',
    refused: '',
    message: "[prod/api] parameters must not have an empty key, got '': name the parameter",
    kind: 'StorageClass',
    write: (object, key) => {
      object.parameters = { [key]: 'fast' };
    },
  }),
  row({
    what: 'more parameters of a storage class than there can be',
    program: (cluster, count) => {
      new MarStorageClass(cluster, 'api', { provisioner: 'csi.example.com', parameters: numbered(count) });
    },
    accepted: 512,
    refused: 513,
    message: "[prod/api] parameters must have at most 512 entries, got '513': remove some of them",
    kind: 'StorageClass',
    write: (object, count) => {
      object.parameters = numbered(count);
    },
  }),
];

function numbered(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`parameter-${i}`, 'on']));
}
