import { SELECTOR_LABEL } from '../../lib/internal/labels';
import { KubeObject, Pod, Workload } from '../../lib/runtime/object/kube';
import { PODS, WorkloadKind, WORKLOADS } from '../../lib/runtime/object/resource';
import { FakeServer } from './fake-server';
import { aPod, labelsOf, READY } from './undertaking';

/** A pod of its own that is ready, in a server. */
export function addPod(server: FakeServer, name: string, namespace = 'prod', labels: Record<string, string> = {}): Pod {
  const metadata = { name, namespace, labels: { ...labelsOf('instance-id', name), ...labels } };
  return server.add(PODS, { ...aPod(), metadata, ...READY });
}

/** A workload with one pod, in a server. */
export function addWorkload(
  server: FakeServer,
  kind: WorkloadKind,
  name: string,
  more: Record<string, string> = {},
  pod = `${name}-pod`,
): void {
  const labels = labelsOf(SELECTOR_LABEL[kind], name);
  const template = { spec: aPod().spec };
  const workload: Workload = {
    metadata: { name, namespace: 'prod', labels: { ...labels, ...more } },
    spec: { replicas: 1, template, jobTemplate: { spec: { template } } },
    status: { readyReplicas: 1, replicas: 1, desiredNumberScheduled: 1, numberReady: 1 },
  };
  server.add(WORKLOADS[kind], workload);
  const owner = { kind, name, controller: true };
  const metadata = { name: pod, namespace: 'prod', labels, ownerReferences: [owner] };
  server.add(PODS, { ...aPod(), metadata, ...READY });
}

/** A namespace that a MarCluster made, in a server. */
export function addCluster(server: FakeServer, name: string): void {
  const labels = { 'app.kubernetes.io/managed-by': 'cdk8s-mar', 'mar-cluster': name };
  const namespace: KubeObject = { metadata: { name, labels } };
  server.add({ name: 'namespaces', kind: 'Namespace', base: '/api/v1', plural: 'namespaces' }, namespace);
}
