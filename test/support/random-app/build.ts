import { App, Size } from 'cdk8s';
import * as mar from '../../../lib';
import { buildCluster, BuiltCluster } from './build-cluster';
import { declareTraffic } from './build-traffic';
import { Place } from './contents';
import { Organization, Program } from './program';

/** Kubernetes chooses other ports itself as long as there are any. */
const NODE_PORT = 30000;

/** Makes the constructs of a program. Throws what the library throws. */
export function build(app: App, program: Program, prefix = '', nodePort = NODE_PORT): BuiltCluster[] {
  const place = { prefix, nodePort };
  const volume = program.organization && buildOrganization(app, program.organization, place);
  const clusters = program.clusters.map((cluster) => buildCluster(app, cluster, place, volume));
  program.traffic.forEach((traffic, i) => {
    declareTraffic(clusters, traffic, `Peer-${i}`);
  });
  return clusters;
}

/** Returns its volume. */
function buildOrganization(app: App, said: Organization, { prefix }: Place): mar.MarPersistentVolume | undefined {
  const organization = new mar.MarOrganization(app, `${prefix}${said.name}`);
  for (const viewer of said.viewers ?? []) organization.grant(mar.Subject.user(viewer), mar.MarRole.VIEWER);
  if (said.storageClass === true) {
    new mar.MarStorageClass(organization, `${prefix}fast`, { provisioner: 'csi.example.com' });
  }
  if (said.volume === undefined) return undefined;
  return new mar.MarPersistentVolume(organization, `${prefix}disk`, {
    size: Size.mebibytes(said.volume),
    backend: mar.VolumeBackend.nfs('nfs.example.com', `/exports/${said.name}`),
  });
}
