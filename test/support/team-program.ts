import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import * as mar from '../../lib';
import { everyWorkload } from './every-workload';

const SMALL = { cpu: Cpu.millis(50), memory: Size.mebibytes(32) };

/** A version of the team's program. */
export interface TeamVersion {
  readonly tag: string;
  /** False if the Deployment `web` is all that is left of the program. */
  readonly isWhole: boolean;
}

/** Writes a team's program in a namespace that a platform manages. The whole one writes each kind of object that such a program can. */
export function writeTeamProgram(outdir: string, clusterName: string, { tag, isWhole }: TeamVersion): void {
  const app = new mar.MarApp({ outdir });
  const shop = mar.MarCluster.fromName(app, 'shop', {
    clusterName,
    podSecurityLevel: mar.PodSecurityLevel.RESTRICTED,
    serviceAccountName: 'instances',
  });
  const web = new mar.MarDeployment(shop, 'web', {
    ...SMALL,
    image: `web:${tag}`,
    port: 8080,
    health: mar.Health.tcp(),
  });
  web.exposeViaIngress('web.example.com');
  if (isWhole) writeRest(shop, web, tag);
  app.synth();
}

function writeRest(shop: mar.ExistingCluster, web: mar.MarDeployment, tag: string): void {
  const db = new mar.MarInstance(shop, 'db', { ...SMALL, image: `db:${tag}`, port: 5432 });
  db.addStorage('/data', { size: Size.mebibytes(10) });
  db.exposeViaService({ type: mar.MarServiceType.headless() });
  db.exposeViaService({ serviceName: 'db-node', type: mar.MarServiceType.nodePort() });
  db.exposeViaIngress('db.example.com', { tls: mar.Tls.clusterIssuer('letsencrypt') });
  db.allowFrom(web);
  db.allowTo(mar.Peer.internet(), mar.Port.tcp(443));
  new mar.MarService(shop, 'legacy', { type: mar.MarServiceType.externalName('db.example.com') });
  new mar.MarStorage(shop, 'files', { size: Size.mebibytes(10) });
  everyWorkload(shop, web);
}
