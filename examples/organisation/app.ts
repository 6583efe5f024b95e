import { App, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import {
  Health,
  MarCluster,
  MarConfig,
  MarDeployment,
  MarOrganization,
  MarProfile,
  MarRegion,
  MarRole,
  QuotaProps,
  Subject,
} from '../../lib';

const IMAGE = 'registry.example.com/shop:2.3.0@sha256:5c40b3c27b9f13c873fefb2139765c56ce97fd50230f1f2d5c91e55dec171907';
const version = '2026.11';
const small = new MarProfile({ name: 'small', version, cpu: Cpu.millis(250), memory: Size.mebibytes(256) });
const large = new MarProfile({ name: 'large', version, cpu: Cpu.units(1), memory: Size.gibibytes(1) });

/** What makes one environment different from another. */
interface Environment {
  readonly name: string;
  readonly profile: MarProfile;
  readonly quota: QuotaProps;
  /** The fewest and the most pods. */
  readonly min: number;
  readonly max: number;
  readonly logLevel: string;
}

const REGIONS = ['us-east', 'eu-west'];
const LITTLE: QuotaProps = { cpu: Cpu.units(2), memory: Size.gibibytes(2), pods: 8 };
const MUCH: QuotaProps = { cpu: Cpu.units(24), memory: Size.gibibytes(24), pods: 24 };

const ENVIRONMENTS: readonly Environment[] = [
  { name: 'dev', profile: small, quota: LITTLE, min: 1, max: 2, logLevel: 'debug' },
  { name: 'staging', profile: small, quota: LITTLE, min: 2, max: 4, logLevel: 'info' },
  { name: 'prod', profile: large, quota: MUCH, min: 4, max: 16, logLevel: 'warn' },
];

/** Each region is a Kubernetes cluster; each has all environments of the table, and the roles over them. */
export function organisation(app: App): void {
  for (const name of REGIONS) {
    const region = new MarRegion(app, name);
    new MarOrganization(region, 'acme').grant(Subject.group('auditors'), MarRole.VIEWER);
    for (const environment of ENVIRONMENTS) shop(region, environment);
  }
}

function shop(region: MarRegion, { name, profile, quota, min, max, logLevel }: Environment): void {
  const cluster = new MarCluster(region, name, { profile, quota, alwaysPullImages: true });
  const config = new MarConfig(cluster, 'settings', { data: { LOG_LEVEL: logLevel, REGION: region.regionName } });
  const web = new MarDeployment(cluster, 'shop', {
    image: IMAGE,
    port: 8080,
    health: Health.http('/readyz'),
    liveness: Health.http('/livez'),
    envFrom: [config.envFrom()],
  });
  web.autoscale({ min, max });
  web.exposeViaIngress(`${name}.${region.regionName}.shop.example.com`);
  cluster.grant(Subject.group(`${name}-operators`), MarRole.OPERATOR);
}
