import { Cron, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import * as mar from '../../lib';

const SMALL = { image: 'orders:1.4.2', cpu: kplus.Cpu.millis(50), memory: Size.mebibytes(32) };
const SERVED = { ...SMALL, port: 8080, health: mar.Health.http('/') };
const TINY = { size: Size.mebibytes(10) };

/** The cluster `prod` and the organization `acme` with one object of each kind by each name: those left out have left. */
export function leaving(outdir: string, ...names: string[]): void {
  const app = new mar.MarApp({ outdir });
  const org = new mar.MarOrganization(app, 'acme');
  const scoped = names.map((name) => [name, { scope: mar.QuotaScope.terminating(), pods: 50 }]);
  const prod = new mar.MarCluster(app, 'prod', {
    quota: { scoped: Object.fromEntries(scoped) },
    allowLiteralSecrets: { 'secret-kept': 'a test', 'secret-left': 'a test' },
  });
  for (const name of names) {
    platform(org, name);
    attached(prod, name);
    workloads(prod, name);
    jobs(prod, name);
  }
  app.synth();
}

function platform(org: mar.MarOrganization, name: string): void {
  org.grant(mar.Subject.user('jane'), mar.MarRole.custom(`seer-${name}`, [mar.MarPermission.INSTANCES_READ]));
  new mar.MarStorageClass(org, `class-${name}`, { provisioner: 'csi.example.com' });
  const backend = mar.VolumeBackend.nfs('nfs.example.com', '/exports');
  new mar.MarPersistentVolume(org, `disk-${name}`, { size: Size.gibibytes(1), backend });
}

function attached(prod: mar.MarCluster, name: string): void {
  const data = { level: 'info' };
  prod.grant(prod.addServiceAccount(`program-${name}`), mar.MarRole.custom(`seer-${name}`, [mar.MarPermission.EXEC]));
  new mar.MarConfig(prod, `config-${name}`, { data });
  const metadata = { name: `secret-${name}` };
  new kplus.Secret(prod, `secret-${name}`, { metadata, stringData: data });
  new mar.MarStorage(prod, `claim-${name}`, TINY);
  const api = new mar.MarInstance(prod, `pod-${name}`, SERVED);
  api.addStorage('/data', TINY);
  api.exposeViaIngress(`${name}.example.com`);
  api.allowTo(mar.Peer.internet(), mar.Port.tcp(443));
}

function workloads(prod: mar.MarCluster, name: string): void {
  const scaled = new mar.MarDeployment(prod, `deployment-${name}`, SERVED);
  scaled.autoscale({ min: 2, max: 3, cpu: 60 });
  const queue = new mar.MarStatefulSet(prod, `stateful-set-${name}`, { ...SERVED, replicas: 2 });
  queue.addStorage('/data', TINY);
  new mar.MarDaemonSet(prod, `daemon-set-${name}`, SMALL);
  new mar.MarReplicaSet(prod, `replica-set-${name}`, { ...SMALL, replicas: 1 });
  new mar.MarReplicationController(prod, `controller-${name}`, { ...SMALL, replicas: 1 });
}

function jobs(prod: mar.MarCluster, name: string): void {
  new mar.MarJob(prod, `job-${name}`, SMALL);
  new mar.MarCronJob(prod, `cron-job-${name}`, { ...SMALL, schedule: Cron.annually(), timeZone: 'Etc/UTC' });
}
