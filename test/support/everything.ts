import { App, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import * as mar from '../../lib';
import { everyWorkload } from './every-workload';

const SMALL = { image: 'orders:1.4.2', cpu: kplus.Cpu.millis(100), memory: Size.mebibytes(64) };

/** An organization and a cluster that say everything there is to say. */
export function everything(app: App): void {
  const org = new mar.MarOrganization(app, 'e2e-org');
  org.grant(mar.Subject.user('auditor'), mar.MarRole.VIEWER);
  new mar.MarStorageClass(org, 'e2e-fast', { provisioner: 'csi.example.com', isDefault: false });
  const disk = new mar.MarPersistentVolume(org, 'e2e-disk', {
    size: Size.gibibytes(1),
    backend: mar.VolumeBackend.nfs('nfs.example.com', '/exports/e2e'),
  });
  const cluster = loadedCluster(app);
  const db = loadedInstance(cluster, disk);
  const web = new mar.MarInstance(cluster, 'web', { ...SMALL, port: 80, serviceLinks: false });
  web.exposeViaIngress('web.example.com', { tls: mar.Tls.clusterIssuer('letsencrypt') });
  web.exposeViaIngress('web.example.com', { path: '/v1', pathType: kplus.HttpIngressPathType.EXACT });
  traffic(app, cluster, db, web);
  everyWorkload(cluster, web);
}

function loadedCluster(app: App): mar.MarCluster {
  return new mar.MarCluster(app, 'e2e-all', {
    region: 'us-east',
    labels: { team: 'e2e' },
    annotations: { 'example.com/owner': 'e2e' },
    podSecurity: { level: mar.PodSecurityLevel.RESTRICTED, version: 'v1.30' },
    quota: {
      cpu: kplus.Cpu.units(8),
      memory: Size.gibibytes(16),
      ephemeralStorage: Size.gibibytes(50),
      claims: 8,
      storage: Size.gibibytes(10),
      loadBalancers: 1,
      nodePorts: 5,
      storageClasses: { 'local-path': { storage: Size.gibibytes(5), claims: 5 } },
      objects: { 'ingresses.networking.k8s.io': 3, configmaps: 10 },
      scoped: {
        'best-effort': { scope: mar.QuotaScope.bestEffort(), pods: 0 },
        critical: { scope: mar.QuotaScope.priorityClasses('system-cluster-critical'), cpu: kplus.Cpu.units(1) },
        terminating: { scope: mar.QuotaScope.terminating(), pods: 5, memory: Size.gibibytes(1) },
      },
    },
    limits: {
      min: { cpu: kplus.Cpu.millis(10), memory: Size.mebibytes(4) },
      max: { cpu: kplus.Cpu.units(2), memory: Size.gibibytes(4), ephemeralStorage: Size.gibibytes(4) },
      maxLimitRequestRatio: { cpu: 10, memory: 2 },
      pod: { max: { cpu: kplus.Cpu.units(4) } },
      claim: { min: Size.mebibytes(1), max: Size.gibibytes(5) },
    },
    isolation: mar.Isolation.PRIVATE,
    imagePullSecrets: ['registry'],
    allowedRegistries: ['docker.io'],
  });
}

function loadedInstance(cluster: mar.MarCluster, disk: mar.MarPersistentVolume): mar.MarInstance {
  const program = cluster.addServiceAccount('program');
  cluster.grant(program, mar.MarRole.VIEWER);
  const db = new mar.MarInstance(cluster, 'db', {
    ...SMALL,
    requests: { cpu: kplus.Cpu.millis(50), memory: Size.mebibytes(32), ephemeralStorage: Size.mebibytes(100) },
    command: ['/bin/db'],
    args: ['--verbose'],
    workingDir: '/srv',
    env: { A: kplus.EnvValue.fromValue('1'), POD: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME) },
    port: 5432,
    ports: [{ name: 'metrics', number: 9187 }, { name: 'dns', number: 53, protocol: kplus.Protocol.UDP }],
    startup: mar.Health.exec(['true']),
    readiness: mar.Health.grpc({ service: 'ready' }),
    liveness: mar.Health.tcp({ period: Duration.seconds(20), initialDelay: Duration.seconds(5) }),
    writablePaths: { '/var/run': Size.kibibytes(1500) },
    security: { user: 20000, addCapabilities: [kplus.Capability.NET_BIND_SERVICE], seLinux: { type: 'container_t' } },
    serviceAccount: program,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    topologySpread: [{ topology: kplus.Topology.ZONE, labels: { app: 'mar' }, maxSkew: 5 }],
    labels: { tier: 'data' },
    annotations: { note: 'any text, really' },
  }); // prettier-ignore
  db.addStorage('/data', { size: Size.mebibytes(500), storageClassName: 'local-path' });
  db.addStorage('/static', { size: Size.gibibytes(1), volume: disk, readOnly: true });
  db.mountClaim('/again', 'db-data', { subPath: 'sub', readOnly: true });
  const projected = mar.MarVolume.projected(db, 'identity', [
    mar.ProjectedSource.fields({ 'metadata.labels': 'labels' }),
    mar.ProjectedSource.serviceAccountToken('token', 'vault'),
  ]);
  db.main.mount('/identity', projected, { readOnly: true });
  const resources = { cpu: { limit: kplus.Cpu.millis(50) }, memory: { limit: Size.mebibytes(32) } };
  db.addContainer({ name: 'exporter', image: 'exporter:1', resources });
  db.addInitContainer({ name: 'migrate', image: 'migrate:1', resources });
  db.addInitContainer({
    name: 'proxy',
    image: 'proxy:1',
    resources,
    restartPolicy: kplus.ContainerRestartPolicy.ALWAYS,
  });
  db.scheduling.separate(db, { topology: kplus.Topology.HOSTNAME, weight: 1 });
  return db;
}

function traffic(app: App, cluster: mar.MarCluster, db: mar.MarInstance, web: mar.MarInstance): void {
  const other = new mar.MarCluster(app, 'e2e-other', { isolation: mar.Isolation.OPEN });
  const client = new mar.MarInstance(other, 'client', SMALL);
  db.exposeViaService({ type: mar.MarServiceType.headless() });
  db.exposeViaService({ serviceName: 'db-node', port: 5432, type: mar.MarServiceType.nodePort() });
  const sourceRanges = ['203.0.113.0/24', '2001:db8::/32'];
  db.exposeViaService({
    serviceName: 'db-public',
    port: 5432,
    type: mar.MarServiceType.loadBalancer({ sourceRanges }),
  });
  new mar.MarService(cluster, 'legacy', { type: mar.MarServiceType.externalName('db.example.com') });
  db.allowFrom(web);
  db.allowFrom(client, mar.Port.named('metrics'), mar.Port.tcpRange(8000, 8010));
  web.allowTo(mar.Peer.internet(), mar.Port.tcp(443));
  cluster.allowFrom(mar.Peer.namespaces({ team: 'monitoring' }), mar.Port.all());
  cluster.allowTo(mar.Peer.cidr('10.0.0.0/8', { except: ['10.1.0.0/16'] }), mar.Port.udp(514), mar.Port.sctp(9899));
  cluster.allowTo(other, mar.Port.tcp(80));
}
