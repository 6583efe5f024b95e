import { PODS } from '../../lib/runtime/object/resource';
import { FakeServer } from './fake-server';
import { addCluster, addPod } from './instances';
import { kubelet } from './undertaking';

/** The instances, each with the label `tier` of its ID. */
export const NAMES: readonly string[] = ['api', 'db', 'web'];

/** The cluster `prod` with three instances, which a kubelet runs until the end. */
export function threePods(): { readonly server: FakeServer; readonly end: AbortController } {
  const [server, end] = [new FakeServer(), new AbortController()];
  addCluster(server, 'prod');
  for (const id of NAMES) addPod(server, 'prod', id, { tier: id });
  void kubelet(server, end.signal);
  return { server, end };
}

/** The pods that are there. */
export function podNames(server: FakeServer): unknown[] {
  return server.all(PODS).map(({ metadata }) => metadata.name);
}
