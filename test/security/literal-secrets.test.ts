import { ApiObject, App, Chart, Include } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { MarApp, MarCluster, MarOrganization, MarRegion } from '../../lib/index';
import { fill, inFolder, textsIn } from '../support/folder';
import { SMALL } from '../support/instance';
import { frozen, manifestsOf, only, testApp } from '../support/manifest';
import { cluster, instance } from '../cluster/fixture';

const DATA = { password: 'hunter2' };

/** What is said of a Secret, without the head of the error. */
const finding = (chart: string, name: string, at: string): string =>
  `[${chart}] Secret must not have its data in the manifests, got '${name}' of ${at}: refer to one that exists with ` +
  'Secret.fromSecretName, have it written by External Secrets or Sealed Secrets, or name it in allowLiteralSecrets';

const errorOf = (...findings: string[]): Error =>
  new Error(['Validation failed with the following errors:', ...findings].join('\n  '));

/** The same as a MarApp says it: by place, and with a code. */
const checked = ({ message }: Error): Error => {
  const lines = message.split('\n').slice(1).map((line) => line.replace('] ', '] MAR-V01: ')); // prettier-ignore
  return new Error([`Nothing is written, as the checks found ${lines.length} to correct:`, ...lines.sort()].join('\n'));
};

const synthesis = (chart: Construct) => () => {
  App.of(chart).synth();
};

function secret(scope: Construct, name = 'db', id = 'Secret'): void {
  new kplus.Secret(scope, id, { metadata: { name }, stringData: { ...DATA } });
}

/** Secrets called `db` with data, from wherever; each with the path of its object below its scope. */
const LITERAL: [string, string, (scope: Construct) => void][] = [
  ['Secret of cdk8s-plus with stringData', 'Secret/Resource', secret],
  [
    'Secret of cdk8s-plus whose data were added later',
    'Late/Resource',
    (scope) => {
      new kplus.Secret(scope, 'Late', { metadata: { name: 'db' } }).addStringData('password', 'hunter2');
    },
  ],
  [
    'BasicAuthSecret',
    'Basic/Resource',
    (scope) => new kplus.BasicAuthSecret(scope, 'Basic', { metadata: { name: 'db' }, username: 'a', password: 'b' }),
  ],
  [
    'raw KubeSecret with data',
    'Raw',
    (scope) => new kplus.k8s.KubeSecret(scope, 'Raw', { metadata: { name: 'db' }, data: { password: 'aHVudGVyMg==' } }),
  ],
  [
    'raw KubeSecret with stringData',
    'RawString',
    (scope) => new kplus.k8s.KubeSecret(scope, 'RawString', { metadata: { name: 'db' }, stringData: DATA }),
  ],
  [
    'ApiObject of kind Secret',
    'Api',
    (scope) => {
      const props = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' }, data: { password: 'aHVudGVyMg==' } };
      new ApiObject(scope, 'Api', props);
    },
  ],
  ['Secret deep in constructs', 'A/B/Secret/Resource', (scope) => { secret(new Construct(new Construct(scope, 'A'), 'B')); }],
]; // prettier-ignore

/** What has no data in the manifests. */
const FINE: [string, (scope: Construct) => void][] = [
  ['empty Secret, which something else fills', (scope) => new kplus.Secret(scope, 'Empty')],
  ['raw Secret with empty data', (scope) => new kplus.k8s.KubeSecret(scope, 'Raw', { data: {}, stringData: {} })],
  ['reference to a Secret that exists', (scope) => kplus.Secret.fromSecretName(scope, 'Ref', 'db')],
  [
    'token of a service account, which Kubernetes fills',
    (scope) => new kplus.k8s.KubeSecret(scope, 'Token', { type: 'kubernetes.io/service-account-token' }),
  ],
  ['ConfigMap', (scope) => new kplus.ConfigMap(scope, 'Map', { data: DATA })],
  ...['SealedSecret bitnami.com/v1alpha1', 'ExternalSecret external-secrets.io/v1', 'Secret example.com/v1'].map(
    (type): [string, (scope: Construct) => void] => {
      const [kind = '', apiVersion = ''] = type.split(' ');
      return [type, (scope) => new ApiObject(scope, 'Other', { apiVersion, kind, data: DATA, stringData: DATA })];
    },
  ),
]; // prettier-ignore

const existing = (allowed?: Record<string, string>, app = testApp()): Chart =>
  MarCluster.fromName(app, 'legacy', frozen({ allowLiteralSecrets: allowed }));

describe.each(LITERAL)('a %s', (_, at, add) => {
  test('fails in a cluster at synth', () => {
    const prod = cluster();
    add(prod);
    expect(synthesis(prod)).toThrow(errorOf(finding('prod', 'db', `prod/${at}`)));
  });

  test('fails in a cluster that is managed elsewhere at synth', () => {
    const legacy = existing();
    add(legacy);
    expect(synthesis(legacy)).toThrow(errorOf(finding('legacy', 'db', `legacy/${at}`)));
  });

  test('fails in an organization at synth', () => {
    const acme = new MarOrganization(testApp(), 'acme');
    add(acme);
    const [found] = finding('acme', 'db', `acme/${at}`).split(': refer to');
    expect(synthesis(acme)).toThrow(found);
  });

  test('is written when a cluster allows it by name', () => {
    const prod = cluster({ allowLiteralSecrets: { db: 'no secret at all' } });
    add(prod);
    expect(only(prod, 'Secret', 'db').kind).toBe('Secret');
  });

  test('is written when a cluster that is managed elsewhere allows it by name', () => {
    const legacy = existing({ db: 'no secret at all' });
    add(legacy);
    expect(only(legacy, 'Secret', 'db').metadata.namespace).toBe('legacy');
  });
});

test.each(FINE)('a %s is no literal Secret', (_, add) => {
  const charts = [cluster(), existing(), new MarOrganization(testApp(), 'acme')];
  for (const chart of charts) {
    add(chart);
    expect(() => manifestsOf(chart)).not.toThrow();
  }
});

test('a Secret of an included file fails at synth', () => {
  inFolder((folder) => {
    const data = 'apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: hunter2 }\n';
    fill(folder, { 'secret.yaml': data });
    const prod = cluster();
    new Include(prod, 'File', { url: path.join(folder, 'secret.yaml') });
    expect(synthesis(prod)).toThrow("[prod] Secret must not have its data in the manifests, got 'db' of prod/File/");
  });
});

/** An app of two clusters and one that exists, with a Secret each, and one that is fine. */
function several(app: App): App {
  const prod = new MarCluster(app, 'prod');
  for (const chart of [prod, new MarCluster(app, 'dev'), existing({}, app)]) secret(chart);
  secret(prod, 'api-key', 'Another');
  kplus.Secret.fromSecretName(prod, 'Ref', 'db');
  return app;
}

const ALL = errorOf(
  finding('prod', 'db', 'prod/Secret/Resource'),
  finding('prod', 'api-key', 'prod/Another/Resource'),
  finding('dev', 'db', 'dev/Secret/Resource'),
  finding('legacy', 'db', 'legacy/Secret/Resource'),
);

test('all literal Secrets of an app are told at once, and a MarApp writes nothing', () => {
  inFolder((outdir) => {
    fill(outdir, { 'prod.k8s.yaml': 'old' });
    const app = several(new MarApp({ outdir }));
    expect(synthesis(app)).toThrow(checked(ALL));
    expect(textsIn(outdir)).toEqual({ 'prod.k8s.yaml': 'old' });
  });
});

test('a MarApp that fails for a literal Secret does not create its folder', () => {
  inFolder((folder) => {
    const outdir = path.join(folder, 'dist');
    expect(synthesis(several(new MarApp({ outdir })))).toThrow(checked(ALL));
    expect(fs.existsSync(outdir)).toBe(false);
  });
});

test('a plain App refuses literal Secrets too, however it is synthesized, and writes no manifest', () => {
  inFolder((outdir) => {
    const app = several(new App({ outdir }));
    expect(synthesis(app)).toThrow(ALL);
    expect(textsIn(outdir)).toEqual({});
    expect(() => app.synthYaml()).toThrow(ALL);
  });
});

test('a literal Secret of a cluster in a region fails at synth, and nothing is written', () => {
  inFolder((outdir) => {
    const region = new MarRegion(new MarApp({ outdir }), 'us-east');
    secret(new MarCluster(region, 'prod'));
    expect(synthesis(region)).toThrow(checked(errorOf(finding('us-east/prod', 'db', 'us-east/prod/Secret/Resource'))));
    expect(textsIn(outdir)).toEqual({});
  });
});

test('what is allowed in one cluster fails in another, and so does a Secret of another name', () => {
  const app = testApp();
  secret(new MarCluster(app, 'prod', { allowLiteralSecrets: { db: 'for a demo' } }));
  secret(new MarCluster(app, 'dev', { allowLiteralSecrets: { demo: 'for a demo' } }));
  expect(synthesis(app)).toThrow(errorOf(finding('dev', 'db', 'dev/Secret/Resource')));
});

test('a program whose instance reads a Secret that exists is written', () => {
  inFolder((outdir) => {
    const app = new MarApp({ outdir });
    const prod = new MarCluster(app, 'prod');
    const ref = kplus.Secret.fromSecretName(prod, 'Ref', 'db');
    instance(prod, 'api', { ...SMALL, env: { PASSWORD: ref.envValue('password') } });
    app.synth();
    expect(textsIn(outdir)['prod.k8s.yaml']).toContain('secretKeyRef');
  });
});

test.each(['', ' ', '\n\t'])('fails when the reason why a Secret is allowed is %j', (reason) => {
  const allowed = { web: 'a public key', demo: reason };
  const shown = `got '${reason.replace('\t', '\\t')}': say why it is no secret`;
  const message = (at: string): Error => new Error(`[${at}] allowLiteralSecrets['demo'] must give a reason, ${shown}`);
  expect(() => cluster({ allowLiteralSecrets: allowed })).toThrow(message('prod'));
  expect(() => existing(allowed)).toThrow(message('legacy'));
});
