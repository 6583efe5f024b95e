import { ApiObject, App, Chart, JsonPatch, Size, YamlOutputType } from 'cdk8s';
import { Cpu, EnvValue, Handler, NodeTaintQuery, Probe } from 'cdk8s-plus-30';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  AppArmorProfile,
  Checks,
  Health,
  MarApp,
  MarCluster,
  MarClusterProps,
  MarConfig,
  MarDeployment,
  MarInstance,
  MarInstanceProps,
  MarJob,
  MarPersistentVolume,
  MarProfile,
  MarStorageClass,
  ProjectedSource,
  SeccompProfile,
  Subject,
  VolumeBackend,
} from '../lib';
import { expectRefusals, Refusal } from './support/bad-input';
import { fill, inFolder, textsIn } from './support/folder';
import { LIMITS, SMALL } from './support/instance';
import { testApp } from './support/manifest';

/** Half of an emoji, as a program gets it that cuts strings by their length. */
const HALF = '😀'.slice(0, 1);
/** How an error shows it. */
const SHOWN = '\\ud83d';
const PROBLEM = 'has a lone surrogate, half of a character, which no file can hold';
const ADVICE = 'give the whole character, or encode binary data in base64';

function refused(prop: string, program: () => unknown, where = 'prod/api'): Refusal {
  const shown = prop.replace(HALF, SHOWN);
  return [`${shown} of ${where}`, program, `[${where}] ${shown} ${PROBLEM}: ${ADVICE}`];
}

// of this file, whose lines the errors must blame
function cluster(props: MarClusterProps = {}): MarCluster {
  return new MarCluster(testApp(), 'prod', props);
}

function instance(props: Partial<MarInstanceProps> = {}): MarInstance {
  return new MarInstance(cluster(), 'api', { ...SMALL, ...props });
}

function inInstance(prop: string, props: Partial<MarInstanceProps>): Refusal {
  return refused(prop, () => instance(props));
}

const container = { name: 'proxy', image: 'proxy:1', resources: LIMITS };

const rows: Refusal[] = [
  inInstance('args[1]', { args: ['--name', `x${HALF}`] }),
  inInstance('command[0]', { command: [HALF] }),
  inInstance("env['TEXT']", { env: { TEXT: EnvValue.fromValue(`secret ${HALF}`) } }),
  inInstance(`env['A${HALF}']`, { env: { [`A${HALF}`]: EnvValue.fromValue('x') } }),
  inInstance('annotations.note', { annotations: { note: `${HALF}x` } }),
  inInstance("annotations['example.com/note']", { annotations: { 'example.com/note': HALF } }),
  inInstance('labels.note', { labels: { note: HALF } }),
  inInstance(`nodeSelector['${HALF}']`, { nodeSelector: { [HALF]: 'x' } }),
  inInstance('workingDir', { workingDir: `/${HALF}` }),
  inInstance('image', { image: `x${HALF}:1` }),
  inInstance(`writablePaths['/${HALF}']`, { writablePaths: { [`/${HALF}`]: Size.mebibytes(1) } }),
  inInstance('security.seLinux.type', { security: { seLinux: { type: HALF } } }),
  inInstance('tolerations[0]', { tolerations: [NodeTaintQuery.is('dedicated', HALF)] }),
  inInstance('lifecycle.postStart', {
    lifecycle: { postStart: Handler.fromCommand(['echo', HALF]) },
  }),
  inInstance('instanceId', { instanceId: `a${HALF}` }),
  refused('containers[].args[0]', () => instance().addContainer({ ...container, args: [HALF] })),
  refused('containers[].readiness', () =>
    instance().addContainer({ ...container, readiness: Probe.fromCommand([HALF]) }),
  ),
  refused('initContainers[].command[0]', () => instance().addInitContainer({ ...container, command: [HALF] })),
  refused('mountPath', () => {
    instance().addStorage(`/${HALF}`, { size: Size.gibibytes(1) });
  }),
  refused('options.path', () => instance({ port: 80 }).exposeViaIngress('a.example.com', { path: `/${HALF}` })),
  refused('options.annotations.note', () =>
    instance({ port: 80 }).exposeViaIngress('a.example.com', { annotations: { note: HALF } }),
  ),
  refused('reason for MAR-Q01', () => {
    Checks.of(instance()).allow('MAR-Q01', `because ${HALF}`);
  }),
  refused('data.text', () => new MarConfig(cluster(), 'c', { data: { text: HALF } }), 'prod/c'),
  refused(`data['${HALF}']`, () => new MarConfig(cluster(), 'c', { data: { [HALF]: 'x' } }), 'prod/c'),
  refused("data['text']", () => { new MarConfig(cluster(), 'c').addData('text', HALF); }, 'prod/c'), // prettier-ignore
  refused('annotations.note', () => cluster({ annotations: { note: HALF } }), 'prod'),
  refused('allowLiteralSecrets.a', () => cluster({ allowLiteralSecrets: { a: HALF } }), 'prod'),
  refused('args[0]', () => new MarDeployment(cluster(), 'd', { ...SMALL, args: [HALF] }), 'prod/d'),
  refused('args[0]', () => new MarJob(cluster(), 'j', { ...SMALL, args: [HALF] }), 'prod/j'),
  refused(
    'parameters.type',
    () => new MarStorageClass(cluster(), 's', { provisioner: 'a.b', parameters: { type: HALF } }),
    'prod/s',
  ),
  refused(
    'mountOptions[0]',
    () =>
      new MarPersistentVolume(cluster(), 'v', {
        size: Size.gibibytes(1),
        backend: VolumeBackend.nfs('nfs', '/a'),
        mountOptions: [HALF],
      }),
    'prod/v',
  ),
  refused('path', () => Health.http(`/${HALF}`), 'Health.http'),
  refused('options.service', () => Health.grpc({ service: HALF }), 'Health.grpc'),
  refused('command[0]', () => Health.exec([HALF]), 'Health.exec'),
  refused('name', () => Subject.user(HALF), 'Subject.user'),
  refused('name', () => Subject.group(HALF), 'Subject.group'),
  refused('name', () => AppArmorProfile.localhost(HALF), 'AppArmorProfile.localhost'),
  refused('path', () => SeccompProfile.localhost(HALF), 'SeccompProfile.localhost'),
  refused('server', () => VolumeBackend.nfs(HALF, '/a'), 'VolumeBackend.nfs'),
  refused('path', () => VolumeBackend.nfs('nfs', `/${HALF}`), 'VolumeBackend.nfs'),
  refused('volumeHandle', () => VolumeBackend.csi('a.b', HALF), 'VolumeBackend.csi'),
  refused('nodes[0]', () => VolumeBackend.local('/a', HALF), 'VolumeBackend.local'),
  refused('audience', () => ProjectedSource.serviceAccountToken('t', HALF), 'ProjectedSource.serviceAccountToken'),
  refused('path', () => ProjectedSource.serviceAccountToken(HALF, 'a'), 'ProjectedSource.serviceAccountToken'),
  refused(`items['${HALF}']`, () => ProjectedSource.secret('s', { [HALF]: 'a' }), 'ProjectedSource.secret'),
  refused(
    `fields['metadata.labels['${HALF}']']`,
    () => ProjectedSource.fields({ [`metadata.labels['${HALF}']`]: 'a' }),
    'ProjectedSource.fields',
  ),
  refused(
    "env['TEXT']",
    () => new MarProfile({ name: 'p', version: '1', env: { TEXT: EnvValue.fromValue(HALF) } }),
    'MarProfile',
  ),
];

expectRefusals(rows, __filename);

type Program = (prod: MarCluster) => void;

/** What only the finished tree shows: what does not come through a call of this library. */
const finished: [what: string, program: Program, where: string][] = [
  [
    'a variable that is added to the environment',
    (prod) => {
      new MarInstance(prod, 'api', SMALL).main.env.addVariable('TEXT', EnvValue.fromValue(`secret ${HALF}`));
    },
    '[prod/api/Resource] spec.containers[0].env[0].value',
  ],
  [
    'a raw object',
    (prod) => {
      new ApiObject(prod, 'raw', { apiVersion: 'example.com/v1', kind: 'Thing', spec: { 'b.c': [{ [HALF]: 1 }] } });
    },
    `[prod/raw] spec['b.c'][0]['${HALF}']`,
  ],
  [
    'a JSON patch',
    (prod) => {
      const config = new MarConfig(prod, 'c', { data: { a: 'b' } });
      ApiObject.of(config).addJsonPatch(JsonPatch.replace('/data/a', HALF));
    },
    '[prod/c/Resource] data.a',
  ],
  [
    'an object of a chart of its own',
    (prod) => {
      new ApiObject(new Chart(App.of(prod), 'own'), 'raw', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: HALF } });
    },
    '[own/raw] data.a',
  ],
];

test.each(finished)('synthesis fails on %s, names construct and field, and writes nothing', (_, program, where) => {
  inFolder((folder) => {
    for (const yamlOutputType of [YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_APP]) {
      const outdir = path.join(folder, 'dist');
      fill(outdir, { 'old.yaml': 'old' });
      const app = new MarApp({ outdir, yamlOutputType });
      program(new MarCluster(app, 'prod'));
      expect(() => {
        app.synth();
      }).toThrow(new Error(`${where.replace(HALF, SHOWN)} ${PROBLEM}: ${ADVICE}`));
      expect(textsIn(outdir)).toEqual({ 'old.yaml': 'old' });
      expect(fs.readdirSync(outdir)).toEqual(['old.yaml']);
    }
  });
});

test('whole characters beyond 16 bits are fine everywhere', () => {
  const env = { TEXT: EnvValue.fromValue('😀') };
  const api = instance({ env, args: ['😀'], annotations: { note: '😀' }, cpu: Cpu.millis(100) });
  expect(Chart.of(api).toJson()).toContainEqual(
    expect.objectContaining({ metadata: expect.objectContaining({ annotations: { note: '😀' } }) }),
  );
});
