import * as kplus from 'cdk8s-plus-30';
import * as mar from '../../../lib';
import { BuiltCluster } from './build-cluster';
import { BuiltWorkload } from './build-workload';
import { member, Place } from './contents';
import { End, PeerSpec, PortRange, Traffic } from './program';
import { Service, Workload } from './program-pods';

/** Services and routes of a workload. */
export function exposeWorkload(workload: BuiltWorkload, said: Workload, place: Place): void {
  for (const service of said.services ?? []) expose(workload, said, service, place);
  for (const { host, path, exact, tls } of said.routes ?? []) {
    workload.exposeViaIngress(host.replace(/^(\*\.)?/, `$1${place.prefix}`), {
      path,
      pathType: exact === true ? kplus.HttpIngressPathType.EXACT : undefined,
      tls: tls && (tls === 'secret' ? mar.Tls.secret('certificate') : mar.Tls.clusterIssuer('letsencrypt')),
    });
  }
}

function expose(workload: BuiltWorkload, said: Workload, service: Service, { nodePort }: Place): void {
  const type = TYPES[service.type](service);
  const [first] = said.ports;
  const serviceName = service.name;
  if (service.fixedNodePort === true && first !== undefined) {
    const { number: targetPort, protocol } = first;
    const port = { port: service.port ?? targetPort, targetPort, protocol: member(kplus.Protocol, protocol), nodePort };
    workload.exposeViaService({ serviceName, type, ports: [port] });
  } else {
    workload.exposeViaService({ serviceName, type, port: service.port });
  }
}

const TYPES: Readonly<Record<Service['type'], (said: Service) => mar.MarServiceType>> = {
  clusterIp: () => mar.MarServiceType.clusterIp(),
  headless: () => mar.MarServiceType.headless(),
  nodePort: () => mar.MarServiceType.nodePort(),
  loadBalancer: ({ sourceRanges }) =>
    mar.MarServiceType.loadBalancer({ sourceRanges: sourceRanges && [...sourceRanges] }),
};

/** Says what traffic is allowed; `id` is for what a peer needs a construct for. */
export function declareTraffic(clusters: readonly BuiltCluster[], said: Traffic, id: string): void {
  const self = endOf(clusters, said.self);
  const peer = peerOf(clusters, said, id);
  const ports = said.ports.map(portOf);
  if (said.direction === 'from') self.allowFrom(peer, ...ports);
  else self.allowTo(peer, ...ports);
}

function endOf(clusters: readonly BuiltCluster[], end: End): mar.MarCluster | BuiltWorkload {
  const { cluster, workloads } = clusters[end.cluster] ?? missing(end);
  return end.workload === undefined ? cluster : (workloads[end.workload] ?? missing(end));
}

function missing(end: End): never {
  throw new Error(`the program has no ${JSON.stringify(end)}`);
}

function peerOf(clusters: readonly BuiltCluster[], said: Traffic, id: string): mar.IPeer {
  const peer: PeerSpec = said.peer;
  if ('end' in peer) return endOf(clusters, peer.end);
  if ('namespaces' in peer) return mar.Peer.namespaces(peer.namespaces);
  if ('pods' in peer) return mar.Peer.pods(peer.pods);
  if ('cidr' in peer) return mar.Peer.cidr(peer.cidr, { except: peer.except && [...peer.except] });
  if ('internet' in peer) return mar.Peer.internet();
  const { cluster } = clusters[said.self.cluster] ?? missing(said.self);
  const { of } = peer;
  if ('block' in of) return mar.Peer.of(kplus.NetworkPolicyIpBlock.ipv4(cluster, id, of.block));
  if ('podLabels' in of) return mar.Peer.of(kplus.Pods.select(cluster, id, { labels: { ...of.podLabels } }));
  return mar.Peer.of(kplus.Namespaces.select(cluster, id, { labels: { ...of.namespaceLabels } }));
}

function portOf(said: PortRange): mar.Port {
  if ('all' in said) return mar.Port.all();
  if ('named' in said) return mar.Port.named(said.named);
  const { protocol, first, last } = said;
  if (protocol === 'SCTP') return mar.Port.sctp(first);
  if (protocol === 'UDP') return last === undefined ? mar.Port.udp(first) : mar.Port.udpRange(first, last);
  return last === undefined ? mar.Port.tcp(first) : mar.Port.tcpRange(first, last);
}
