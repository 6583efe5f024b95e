import { App, AppProps, Size, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import * as mar from '../../../lib';
import { buildCluster, BuiltCluster } from './build-cluster';
import { connect } from './build-connections';
import { declareTraffic } from './build-traffic';
import { Place } from './contents';
import { Organization, OutputType, Program } from './program';

const OUTPUTS: Readonly<Record<OutputType, YamlOutputType>> = {
  app: YamlOutputType.FILE_PER_APP,
  resource: YamlOutputType.FILE_PER_RESOURCE,
  folder: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
};

/** What an app is told of the files of a program. */
export function appProps({ output }: Program): AppProps {
  return output === undefined ? {} : { yamlOutputType: OUTPUTS[output] };
}

/** Kubernetes chooses other ports itself as long as there are any. */
const NODE_PORT = 30000;

/** Makes the constructs of a program. Throws what the library throws. */
export function build(app: App, program: Program, prefix = '', nodePort = NODE_PORT): BuiltCluster[] {
  const place = { prefix, nodePort };
  const regions = new Map<string, mar.MarRegion>();
  const within = ({ marRegion }: { readonly marRegion?: string }): Construct =>
    marRegion === undefined ? app : regionIn(app, regions, marRegion);
  const { organization } = program;
  const volume = organization && buildOrganization(within(organization), organization, place);
  const clusters = program.clusters.map((cluster) => buildCluster(within(cluster), cluster, place, volume));
  program.traffic.forEach((traffic, i) => {
    declareTraffic(clusters, traffic, `Peer-${i}`);
  });
  program.connections?.forEach((connection, i) => {
    connect(clusters, connection, `Block-${i}`);
  });
  return clusters;
}

function regionIn(app: App, regions: Map<string, mar.MarRegion>, name: string): mar.MarRegion {
  const region = regions.get(name) ?? new mar.MarRegion(app, name);
  regions.set(name, region);
  return region;
}

/** Returns its volume. */
function buildOrganization(
  scope: Construct,
  said: Organization,
  { prefix }: Place,
): mar.MarPersistentVolume | undefined {
  const organization = new mar.MarOrganization(scope, `${prefix}${said.name}`);
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
