import { Workload } from '../../lib/runtime/object/kube';
import { NAMESPACES, PODS, WORKLOADS } from '../../lib/runtime/object/resource';
import { FakeServer } from './fake-server';
import { labelsOf, READY } from './undertaking';

const CONTAINER = { name: 'app', image: 'orders:1.4.2', resources: { limits: { cpu: '2', memory: '4Gi' } } };

/** Puts a running pod of MAR there. */
export function addPod(server: FakeServer, cluster: string, id: string, labels: Record<string, string> = {}): void {
  server.add(PODS, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: id, namespace: cluster, labels: { ...labelsOf('instance-id', id), ...labels } },
    spec: { containers: [CONTAINER], nodeName: 'node-a' },
    ...READY,
  });
}

/** Puts a workload of MAR there that has all of its pods. */
export function addWorkload(server: FakeServer, kind: 'Deployment' | 'DaemonSet', cluster: string, id: string): void {
  const resource = WORKLOADS[kind];
  const key = kind === 'Deployment' ? 'deployment' : 'daemon-set';
  const counts = { replicas: 1, readyReplicas: 1, desiredNumberScheduled: 1, numberReady: 1 };
  const workload: Workload = {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: id, namespace: cluster, labels: labelsOf(key, id) },
    spec: { replicas: 1, template: { metadata: {}, spec: { containers: [CONTAINER] } } },
    status: counts,
  };
  server.add(resource, workload);
}

/** Puts the namespace of a cluster there. */
export function addCluster(server: FakeServer, name: string, labels: Record<string, string> = {}): void {
  const metadata = { name, labels: { 'app.kubernetes.io/managed-by': 'cdk8s-mar', 'mar-cluster': name, ...labels } };
  server.add(NAMESPACES, { apiVersion: 'v1', kind: 'Namespace', metadata, status: { phase: 'Active' } });
}
