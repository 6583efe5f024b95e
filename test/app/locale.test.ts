import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fill, inFolder, textsIn } from '../support/folder';

const root = path.resolve(__dirname, '../..');

/** Names with the letters that Azerbaijani lower-cases, and paths with those that Turkish and Danish sort, in their own way. */
const APP = `
import { Chart, ApiObject, Size } from 'cdk8s';
import { ConfigMap, Cpu } from 'cdk8s-plus-30';
import { MarApp, MarCluster, MarInstance, MarOrganization } from '${root}/lib';
const app = new MarApp();
const prod = new MarCluster(app, 'prod');
new ConfigMap(prod, 'INDEX of ☃', { data: { I: 'ı', i: 'İ' } });
new ConfigMap(MarCluster.fromName(app, 'existing'), 'INDEX of ☃', { data: { a: 'b' } });
const object = { apiVersion: 'example.com/v1', kind: 'Thing' };
new ApiObject(new MarOrganization(app, 'acme'), 'INDEX of ☃', object);
new ApiObject(new Chart(app, 'Other INDEX of ☃'), 'things', { ...object, metadata: { name: 'i' } });
const amounts = { cpu: Cpu.millis(100), memory: Size.mebibytes(64) };
const web = new MarInstance(prod, 'web', { image: 'web:1', port: 8080, ...amounts });
for (const path of ['/z', '/home', '/chat', '/I', '/i', '/aa', '/b', '/B', '/t']) web.exposeViaIngress('a.example.com', { path });
app.synth();
console.log(Intl.DateTimeFormat().resolvedOptions().locale);
`;

/** What the app writes on a machine of a locale, and the locale that JavaScript has there. */
function synthesize(locale: string): { files: Record<string, string>; locale: string } {
  return inFolder((folder) => {
    fill(folder, { 'main.ts': APP });
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    const project = path.join(root, 'tsconfig.json');
    const env = { ...process.env, TS_NODE_PROJECT: project, LC_ALL: locale, LANG: locale };
    const tsNode = path.join(root, 'node_modules/.bin/ts-node');
    const { status, stdout, stderr } = spawnSync(tsNode, ['--swc', 'main.ts'], { cwd: folder, env, encoding: 'utf8' });
    expect([status, stderr.replace(/^Warning: .*\n/gm, '')]).toEqual([0, '']);
    return { files: textsIn(path.join(folder, 'dist')), locale: stdout.trim() };
  });
}

test('the locale of a machine changes no byte and no name of a file', () => {
  const { files } = synthesize('en_US.UTF-8');
  expect(Object.keys(files)).toHaveLength(4);
  for (const [locale, expected] of [
    ['tr_TR.UTF-8', 'tr-TR'],
    ['az_AZ.UTF-8', 'az-AZ'],
    ['da_DK.UTF-8', 'da-DK'],
  ] as const) {
    expect(synthesize(locale)).toEqual({ files, locale: expected });
  }
});
