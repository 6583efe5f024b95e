import * as kplus from 'cdk8s-plus-30';
import { BuiltCluster } from './build-cluster';
import { BuiltWorkload } from './build-workload';
import { member } from './contents';
import { Connection, End } from './program';

/** Opens what `connections` of cdk8s-plus can open; `id` is for what a peer needs a construct for. */
export function connect(clusters: readonly BuiltCluster[], said: Connection, id: string): void {
  const self = workloadAt(clusters, said.self);
  const peer =
    'end' in said.peer
      ? workloadAt(clusters, said.peer.end)
      : kplus.NetworkPolicyIpBlock.ipv4(self, id, said.peer.block);
  const isolation = member(kplus.PodConnectionsIsolation, said.only);
  if (said.direction === 'from') self.connections.allowFrom(peer, { isolation });
  else self.connections.allowTo(peer, { isolation });
}

function workloadAt(clusters: readonly BuiltCluster[], { cluster, workload = 0 }: End): BuiltWorkload {
  const found = clusters[cluster]?.workloads[workload];
  if (found === undefined) throw new Error(`the program has no workload ${cluster}/${workload}`);
  return found;
}
