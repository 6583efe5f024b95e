import { App, Size } from 'cdk8s';
import { Cpu, EnvValue, ISecret, Secret, Volume } from 'cdk8s-plus-30';
import * as mar from '../../lib';
import { IMAGES } from './images';

const PAGE = '<!doctype html><title>taskmaster</title><h1>taskmaster</h1><a href="/api/items">items</a>';

/** A page, an API and its database: the world reaches the first two, and each of the three only the next. */
export function taskmaster(app: App, images = IMAGES): mar.MarCluster {
  const cluster = newCluster(app);
  const password = Secret.fromSecretName(cluster, 'Password', 'taskmaster-db');
  const frontend = newFrontend(cluster, images.frontend);
  const backend = newBackend(cluster, images.backend, password);
  const database = newDatabase(cluster, images.database, password);
  const ingress = frontend.exposeViaIngress('taskmaster.local');
  backend.exposeViaIngress('taskmaster.local', { path: '/api', ingress });
  backend.allowFrom(frontend);
  database.allowFrom(backend);
  cluster.grant(mar.Subject.group('taskmaster-developers'), mar.MarRole.VIEWER);
  cluster.grant(mar.Subject.group('taskmaster-operators'), mar.MarRole.OPERATOR);
  return cluster;
}

function newCluster(app: App): mar.MarCluster {
  const storage = Size.gibibytes(5);
  return new mar.MarCluster(app, 'taskmaster', {
    isolation: mar.Isolation.PRIVATE,
    quota: { cpu: Cpu.units(4), memory: Size.gibibytes(4), pods: 12, services: 4, claims: 1, storage },
    limits: { max: { cpu: Cpu.units(1), memory: Size.gibibytes(1) } },
    alwaysPullImages: true,
    serviceLinks: false, // the API would take POSTGRES_PORT, an address, for its own
  });
}

function newFrontend(cluster: mar.MarCluster, image: string): mar.MarDeployment {
  const frontend = new mar.MarDeployment(cluster, 'frontend', {
    image,
    cpu: Cpu.millis(100),
    memory: Size.mebibytes(64),
    port: 8080,
    health: mar.Health.http('/'),
    liveness: mar.Health.tcp(),
  });
  const page = new mar.MarConfig(cluster, 'page', { data: { 'index.html': PAGE } });
  frontend.main.mount('/usr/share/nginx/html', page, { readOnly: true });
  frontend.exposeViaService({ port: 80 });
  return frontend;
}

function newBackend(cluster: mar.MarCluster, image: string, password: ISecret): mar.MarDeployment {
  const backend = new mar.MarDeployment(cluster, 'backend', {
    image,
    cpu: Cpu.millis(250),
    memory: Size.mebibytes(256),
    port: 5000,
    env: {
      DB_HOST: 'postgres',
      DB_NAME: 'taskmaster',
      DB_PASSWORD: EnvValue.fromSecretValue({ secret: password, key: 'password' }),
    },
    health: mar.Health.http('/api/health'),
    readiness: mar.Health.http('/api/ready'),
  });
  backend.metadata.addAnnotation('checkov.io/skip1', 'CKV_K8S_35=the program reads its password from nowhere else');
  backend.exposeViaService({ serviceName: 'backend-svc' });
  backend.autoscale({ min: 2, max: 5, cpu: 70 });
  return backend;
}

function newDatabase(cluster: mar.MarCluster, image: string, password: ISecret): mar.MarStatefulSet {
  const database = new mar.MarStatefulSet(cluster, 'postgres', {
    image,
    cpu: Cpu.units(1),
    memory: Size.gibibytes(1),
    port: 5432,
    env: {
      PGDATA: '/var/lib/postgresql/data/pgdata',
      POSTGRES_DB: 'taskmaster',
      POSTGRES_PASSWORD_FILE: '/run/secrets/db/password',
    },
    writablePaths: { '/var/run/postgresql': Size.mebibytes(16) },
    readiness: mar.Health.exec(['pg_isready', '-U', 'postgres', '-d', 'taskmaster']),
    liveness: mar.Health.tcp(),
  });
  // a claim by its own name: those of a template would be called postgres-pvc-postgres-0
  const claim = { size: Size.gibibytes(5), storageClassName: 'local-path' };
  database.main.mount('/var/lib/postgresql/data', new mar.MarStorage(cluster, 'postgres-pvc', claim));
  database.main.mount('/run/secrets/db', Volume.fromSecret(cluster, 'PasswordFile', password), { readOnly: true });
  database.exposeViaService();
  return database;
}
