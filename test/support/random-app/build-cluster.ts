import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as mar from '../../../lib';
import { limitsProps, profileOf, quotaProps } from './build-amounts';
import { buildRaw } from './build-raw';
import { attach, buildWorkload, BuiltWorkload } from './build-workload';
import { Contents, found, member, Place, size } from './contents';
import { Cluster, Grant, Guest } from './program';

/** A cluster, and what was made in it, in the order of the program. */
export interface BuiltCluster {
  readonly cluster: mar.MarCluster;
  readonly workloads: readonly BuiltWorkload[];
}

export function buildCluster(
  scope: Construct,
  said: Cluster,
  place: Place,
  volume: mar.MarPersistentVolume | undefined,
): BuiltCluster {
  const cluster = new mar.MarCluster(scope, `${place.prefix}${said.name}`, clusterProps(said));
  const contents = contentsOf(cluster, said);
  const workloads = said.workloads.map((workload) => buildWorkload(contents, workload));
  const byName = new Map(workloads.map((workload) => [workload.name, workload]));
  said.workloads.forEach((workload, i) => {
    const built = workloads[i];
    if (built !== undefined) attach(built, workload, { ...contents, workloads: byName, place, volume });
  });
  for (const grant of said.grants ?? []) cluster.grant(subjectOf(contents, grant), ROLES[grant.role]);
  said.raws?.forEach((raw, i) => {
    buildRaw(cluster, raw, i, place);
  });
  if (said.guest !== undefined) buildGuest(scope, said, said.guest, place);
  return { cluster, workloads };
}

/** What somebody else puts into the namespace, in a chart of its own. */
function buildGuest(scope: Construct, said: Cluster, { chart, workload }: Guest, { prefix }: Place): void {
  const cluster = mar.MarCluster.fromName(scope, `${prefix}${chart}`, {
    clusterName: `${prefix}${said.name}`,
    isolation: member(mar.Isolation, said.isolation),
    podSecurityLevel: member(mar.PodSecurityLevel, said.level ?? 'restricted'),
    serviceAccountName: 'instances',
  });
  buildWorkload({ cluster, configs: new Map(), storages: new Map(), accounts: new Map() }, workload);
}

function contentsOf(cluster: mar.MarCluster, said: Cluster): Contents {
  for (const name of said.externalNames ?? []) {
    new mar.MarService(cluster, name, { type: mar.MarServiceType.externalName(`${name}.example.com`) });
  }
  const named = <S, T>(
    items: readonly (S & { readonly name: string })[] | undefined,
    make: (item: S, name: string) => T,
  ) => new Map((items ?? []).map((item) => [item.name, make(item, item.name)]));
  return {
    cluster,
    configs: named(
      said.configs,
      ({ data, binaryData }, name) => new mar.MarConfig(cluster, name, { data, binaryData }),
    ),
    storages: named(said.storages, ({ size: mebibytes, unit, mode, className: storageClassName }, name) => {
      const accessMode = member(kplus.PersistentVolumeAccessMode, mode);
      return new mar.MarStorage(cluster, name, { size: size(mebibytes, unit), accessMode, storageClassName });
    }),
    accounts: new Map((said.accounts ?? []).map((name) => [name, cluster.addServiceAccount(name)])),
  };
}

function clusterProps(said: Cluster): mar.MarClusterProps {
  const { labels, annotations, region, serviceLinks, alwaysPullImages, dns, controller } = said;
  return {
    labels,
    annotations,
    region,
    serviceLinks,
    alwaysPullImages,
    dns,
    ingressController: controller,
    isolation: member(mar.Isolation, said.isolation),
    podSecurity: { level: member(mar.PodSecurityLevel, said.level), version: said.version },
    quota: said.quota && quotaProps(said.quota),
    limits: said.limits && limitsProps(said.limits),
    profile: said.profile && profileOf(said.profile),
    imagePullSecrets: said.pullSecrets && [...said.pullSecrets],
    allowedRegistries: said.registries && [...said.registries],
  };
}

const ROLES: Readonly<Record<Grant['role'], mar.MarRole>> = {
  viewer: mar.MarRole.VIEWER,
  operator: mar.MarRole.OPERATOR,
  admin: mar.MarRole.ADMIN,
  custom: mar.MarRole.custom('deployer', [mar.MarPermission.INSTANCES_READ, mar.MarPermission.INSTANCES_CREATE]),
};

function subjectOf({ accounts }: Contents, { to }: Grant): mar.ISubject {
  if ('user' in to) return mar.Subject.user(to.user);
  if ('group' in to) return mar.Subject.group(to.group);
  return found(accounts, to.account);
}
