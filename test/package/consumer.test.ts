import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Dependencies, developedWith, install, lowestPeers, pack, run, shell } from '../support/consumer';
import { fill, textsIn } from '../support/folder';
import { blocks, programsOf } from '../support/snippets';

const wanted = process.env.MAR_PACKAGE_TEST === '1';
if (!wanted) process.stderr.write('package: skipped, as MAR_PACKAGE_TEST=1 is not set; it needs an npm registry\n');
const describePackage = wanted ? describe : describe.skip;

const APP = `
import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { Health, MarApp, MarCluster, MarDeployment, MarInstance, MarReplicaSet, MarStatefulSet } from 'cdk8s-mar';

const app = new MarApp();
const prod = new MarCluster(app, 'prod');
const api = new MarInstance(prod, 'api', {
  image: 'registry.example.com/api:1.0.0', cpu: Cpu.units(1), memory: Size.gibibytes(1), port: 8080,
});
api.exposeViaIngress('api.example.com');
const small = { image: 'registry.example.com/web:1.0.0', cpu: Cpu.millis(100), memory: Size.mebibytes(64), port: 8080 };
const web = new MarDeployment(prod, 'web', { ...small, health: Health.http('/') });
web.autoscale({ max: 5 });
const port: number = web.exposeViaService({ port: 80 }).port;
const db = new MarStatefulSet(prod, 'db', small);
db.addStorage('/data', { size: Size.gibibytes(port > 0 ? 1 : 2) });
db.allowFrom(web);
new MarReplicaSet(prod, 'plain', small);
app.synth();
`;

/** Plain cdk8s. The service account of its pod is made elsewhere. */
const PLAIN = `
import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';

const app = new App();
const store = new Chart(app, 'store', { namespace: 'prod', disableResourceNameHashes: true });
new k8s.KubeNamespace(store, 'Namespace', { metadata: { name: 'prod' } });
const resources = { limits: { cpu: k8s.Quantity.fromString('1'), memory: k8s.Quantity.fromString('1Gi') } };
const containers = [{ name: 'app', image: 'registry.example.com/shop:2.0', resources }];
const metadata = { name: 'shop', labels: { app: 'shop' } };
new k8s.KubePod(store, 'Pod', { metadata, spec: { serviceAccountName: 'shop', containers } });
new k8s.KubeService(store, 'Service', { metadata, spec: { clusterIp: 'None', selector: { app: 'shop' } } });
app.synth();
`;
const COMPILER = { strict: true, module: 'commonjs', target: 'ES2022', esModuleInterop: true, noEmit: true };
const TOOLS = developedWith('cdk8s-cli', 'ts-node', 'typescript', '@types/node');

describePackage('the tarball in a project outside of the repository', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-consumer-'));
  const tarball = pack(folder);
  const peers: [string, Dependencies][] = [
    ['the versions it is developed with', developedWith('cdk8s', 'cdk8s-plus-30', 'constructs')],
    ['the lowest versions of its peers', lowestPeers()],
  ];

  afterAll(() => {
    fs.rmSync(folder, { recursive: true });
  });

  describe.each(peers)('with %s', (name, versions) => {
    const project = path.join(folder, name.replaceAll(' ', '-'));

    beforeAll(() => {
      install(project, tarball, { ...versions, ...TOOLS });
      fill(project, {
        'main.ts': APP,
        'cdk8s.yaml': 'language: typescript\napp: npx ts-node main.ts\n',
        'tsconfig.json': JSON.stringify({ compilerOptions: COMPILER, include: ['main.ts'] }),
        'esm.mjs':
          "import { MarCluster, Health } from 'cdk8s-mar';\nconsole.log(typeof MarCluster, typeof Health.http);\n",
      });
    });

    test(`an app file synthesizes with ${name}`, () => {
      expect(run(project, 'cdk8s', 'synth', '--check-upgrade=false')).toMatchObject({ status: 0 });
      const texts = textsIn(path.join(project, 'dist'));
      expect(Object.keys(texts)).toEqual(['prod.k8s.yaml']);
      expect(texts['prod.k8s.yaml']).toContain('kind: Ingress');
    });

    test(`an app of plain cdk8s is checked by the plugin as the page says, with ${name}`, () => {
      const [, config = ''] = blocks('docs/checks.md', 'yaml');
      const shown = blocks('docs/checks.md', 'text').at(-1);
      const plain = path.join(project, 'plain');
      fill(plain, { 'main.ts': PLAIN, 'cdk8s.yaml': config });
      fs.symlinkSync('../node_modules', path.join(plain, 'node_modules'));
      const synth = (): ReturnType<typeof run> => run(plain, 'cdk8s', 'synth', '--check-upgrade=false');
      expect(synth()).toMatchObject({ status: 0, output: expect.stringContaining('Validations ended succesfully') });
      fill(plain, { 'main.ts': PLAIN.replace("selector: { app: 'shop' }", "selector: { app: 'shpo' }") });
      const { status, output } = synth();
      expect(status).toBe(2);
      expect(stripVTControlCharacters(output)).toContain(shown);
    });

    test.each(['true', 'false'])(`the types hold under strict and skipLibCheck %s with ${name}`, (skipLibCheck) => {
      const { status, output } = run(project, 'tsc', '-p', '.', '--skipLibCheck', skipLibCheck);
      expect({ status, output }).toEqual({ status: 0, output: '' });
    });

    test(`a typo is one line of the compiler with ${name}`, () => {
      fill(project, { 'typo.ts': APP.replace('memory:', 'memroy:') });
      const { status, output } = run(project, 'tsc', '--noEmit', '--strict', '--skipLibCheck', 'typo.ts');
      expect(status).not.toBe(0);
      expect(output).toBe(
        "typo.ts(9,63): error TS2561: Object literal may only specify known properties, but 'memroy' does not exist in " +
          "type 'MarInstanceProps'. Did you mean to write 'memory'?\n",
      );
    });
  });

  test('what the README says to do in a project of your own works as it is printed, with what is newest today', () => {
    const project = path.join(folder, 'as-in-the-readme');
    const page = fs.readFileSync('README.md', 'utf8');
    const [, ...settings] = /two lines, `(language: .*?)` and `(app: .*?)`/.exec(page) ?? [];
    const [tsconfig = ''] = blocks('README.md', 'json');
    const [main = ''] = programsOf('README.md');
    fill(project, {
      'package.json': '{}',
      'cdk8s.yaml': settings.join('\n'),
      'tsconfig.json': tsconfig,
      'main.ts': main,
    });
    const lines = blocks('README.md', 'sh').flatMap((block) => block.match(/^npm install .*/gm) ?? []);
    expect(lines).toHaveLength(2);
    for (const line of lines) shell(project, line.replace(' cdk8s-mar ', ` ${tarball} `));
    expect(run(project, 'cdk8s', 'synth', '--check-upgrade=false')).toMatchObject({ status: 0 });
    const texts = Object.values(textsIn(path.join(project, 'dist'))).join('---\n');
    expect(texts).toContain(blocks('README.md', 'yaml')[0]);
  });

  test('the mar command says its version and what it does', () => {
    const project = path.join(folder, 'the-versions-it-is-developed-with');
    const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { version: string };
    expect(run(project, 'mar', '--version')).toEqual({ status: 0, output: `${version}\n` });
    expect(run(project, 'mar', '--help')).toMatchObject({
      status: 0,
      output: expect.stringContaining('mar restart'),
    });
  });

  test('the mar command says how to install what it needs, and needs no more than that', () => {
    const without = run(path.join(folder, 'the-versions-it-is-developed-with'), 'mar', 'list');
    expect(without).toMatchObject({
      status: 1,
      output: expect.stringMatching(/^mar: @kubernetes\/client-node .*\n$/),
    });
    expect(without.output).toContain('npm install @kubernetes/client-node@1');
    const lowest = run(path.join(folder, 'the-lowest-versions-of-its-peers'), 'mar', 'list', '--kubeconfig', 'none');
    expect(lowest).toMatchObject({
      status: 1,
      output: expect.stringMatching(/^mar: the kubeconfig cannot be read /),
    });
  });

  test('an ES module finds the exports by name', () => {
    const project = path.join(folder, 'the-versions-it-is-developed-with');
    expect(run(project, 'node', 'esm.mjs').output).toBe('function function\n');
  });

  test('holds the compiled library, its types, its sources and its documents, and no tests', () => {
    const project = path.join(folder, 'the-versions-it-is-developed-with/node_modules/cdk8s-mar');
    const tops = fs.readdirSync(project).sort();
    expect(tops).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'build', 'docs', 'lib', 'package.json']);
    for (const file of ['index.js', 'index.d.ts', 'index.js.map', 'index.d.ts.map']) {
      expect(fs.existsSync(path.join(project, 'build', file))).toBe(true);
    }
  });
});
