import { Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { MarCluster, MarClusterProps, MarInstance, MarInstanceProps } from '../../lib';
import { Manifest, only, testApp } from './manifest';

/** What every instance must say, and nothing else. */
export const SMALL = { image: 'orders:1.4.2', cpu: Cpu.units(1), memory: Size.gibibytes(1) };

/** The limits that cdk8s-plus containers must have. */
export const LIMITS = { cpu: { limit: Cpu.millis(100) }, memory: { limit: Size.mebibytes(64) } };

/** The cluster `prod`. */
export function newCluster(props: MarClusterProps = {}): MarCluster {
  return new MarCluster(testApp(), 'prod', props);
}

/** The instance `api`, of the cluster `prod`. */
export function newInstance(props: Partial<MarInstanceProps> = {}, cluster: Chart = newCluster()): MarInstance {
  return new MarInstance(cluster, 'api', { ...SMALL, ...props });
}

/** The pod that an instance writes. */
export function podOf(instance: MarInstance): Manifest {
  return only(Chart.of(instance), 'Pod', instance.instanceId);
}

/** A container of it, by its name. */
export function containerOf(instance: MarInstance, name = 'app'): Manifest {
  const { containers, initContainers = [] } = podOf(instance).spec;
  return [...containers, ...initContainers].find((container: Manifest) => container.name === name);
}

/** The tolerations that Kubernetes adds to those of a pod, and that an instance writes. */
export const FAILING_NODES = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map((key) => ({
  key,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

/** The spec of a pod without these. */
export function withoutFailingNodes(spec: Manifest): Manifest {
  const added = FAILING_NODES.map(({ key }) => key);
  return { ...spec, tolerations: spec.tolerations.filter(({ key }: Manifest) => !added.includes(key)) };
}
