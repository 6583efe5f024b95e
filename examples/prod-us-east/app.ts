import { App, Size } from 'cdk8s';
import { Cpu, Secret, Volume } from 'cdk8s-plus-30';
import { Health, MarCluster, MarInstance, MarRole, Subject, Tls } from '../../lib';

/** The cluster `prod-us-east`: an API, its database, the way between them, and who may do what. */
export function prodUsEast(app: App): MarCluster {
  const prod = new MarCluster(app, 'prod-us-east', {
    region: 'us-east',
    quota: { cpu: Cpu.units(40), memory: Size.gibibytes(160), pods: 100, services: 20 },
    limits: { max: { cpu: Cpu.units(4), memory: Size.gibibytes(16) } },
    imagePullSecrets: ['registry'],
    allowedRegistries: ['registry.example.com'],
    alwaysPullImages: true, // each start proves that this cluster may still use the image
  });
  const db = database(prod);
  const api = orders(prod, db);
  db.allowFrom(api);
  access(prod);
  return prod;
}

function database(prod: MarCluster): MarInstance {
  const db = new MarInstance(prod, 'orders-db', {
    image: 'registry.example.com/postgres:16.4@sha256:17e67d7b9890c99b055ba31593bd8d84d7d5fb5a6f3b6b5d1f9bb2b5f4f0a7c1',
    cpu: Cpu.units(2),
    memory: Size.gibibytes(4),
    port: 5432,
    env: {
      PGDATA: '/var/lib/postgresql/data/pgdata',
      POSTGRES_DB: 'orders',
      POSTGRES_PASSWORD_FILE: '/run/secrets/orders-db/password',
    },
    writablePaths: { '/var/run/postgresql': Size.mebibytes(16) },
    readiness: Health.exec(['pg_isready', '-U', 'postgres', '-d', 'orders']),
    liveness: Health.tcp(),
  });
  db.addStorage('/var/lib/postgresql/data', { size: Size.gibibytes(20), storageClassName: 'local-path' });
  const password = Secret.fromSecretName(prod, 'Password', 'orders-db');
  db.main.mount('/run/secrets/orders-db', Volume.fromSecret(prod, 'PasswordVolume', password), { readOnly: true });
  return db;
}

function orders(prod: MarCluster, db: MarInstance): MarInstance {
  const { dnsName, port } = db.exposeViaService();
  const api = new MarInstance(prod, 'mar-i-92a1', {
    image: 'registry.example.com/orders:1.4.2@sha256:5c40b3c27b9f13c873fefb2139765c56ce97fd50230f1f2d5c91e55dec171907',
    cpu: Cpu.units(2),
    memory: Size.gibibytes(4),
    port: 5000,
    env: { DATABASE_URL: `postgres://${dnsName}:${port}/orders` },
    health: Health.http('/healthz'),
    liveness: Health.http('/livez'),
  });
  api.exposeViaService({ port: 80 });
  api.exposeViaIngress('orders.example.com', { tls: Tls.secret('orders-tls') });
  return api;
}

function access(prod: MarCluster): void {
  prod.grant(Subject.group('developers'), MarRole.VIEWER);
  prod.grant(Subject.group('sre'), MarRole.OPERATOR);
  prod.grant(prod.addServiceAccount('ci'), MarRole.DEPLOYER); // for teams that place instances with MarCluster.fromName
}
