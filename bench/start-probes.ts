import * as fs from 'node:fs';
import * as path from 'node:path';
import { Probe } from './probe';
import { run } from './process';
import { Series } from './series';

/** The smallest app there is. */
const MAIN = `import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { MarApp, MarCluster, MarInstance } from 'cdk8s-mar';

const app = new MarApp();
const prod = new MarCluster(app, 'prod', { quota: { cpu: Cpu.units(4), memory: Size.gibibytes(4) } });
new MarInstance(prod, 'web', { image: 'registry.example.com/web:1', cpu: Cpu.units(1), memory: Size.gibibytes(1) });
app.synth();
`;

/** How a project is set up. */
interface SetUp extends TsConfig {
  readonly app: string;
}

interface TsConfig {
  readonly compilerOptions: object;
}

/** As the README says: no types but those that the app imports. */
const LEAN = { target: 'ES2022', module: 'CommonJS', lib: ['ES2022'], types: [], strict: true, skipLibCheck: true };

const ROOT = path.join(__dirname, '..', '..', '..');

/** The set-up that `cdk8s init` writes, read from the template that the installed cdk8s-cli writes it from. */
const USUAL = 'npx ts-node';
const TEMPLATE = path.join(ROOT, 'node_modules', 'cdk8s-cli', 'templates', 'typescript-app', 'tsconfig.json');

const SET_UPS: Readonly<Record<string, SetUp>> = {
  [USUAL]: { app: 'npx ts-node main.ts', ...(JSON.parse(fs.readFileSync(TEMPLATE, 'utf8')) as TsConfig) },
  'ts-node/register': { app: 'node -r ts-node/register main.ts', compilerOptions: LEAN },
  'transpile-only': { app: 'node -r ts-node/register/transpile-only main.ts', compilerOptions: LEAN },
};

/** From `cdk8s synth` to its end. */
export function startProbes(): Probe[] {
  const usual: Series = { subject: 'cdk8s synth', of: USUAL, samples: [] };
  return Object.entries(SET_UPS).map(([of, setUp]) => {
    const series: Series = of === USUAL ? usual : { ...usual, of, samples: [], against: usual };
    return {
      series: [series],
      run: (folder) => {
        writeProject(folder, setUp);
        const cli = path.join(folder, 'node_modules', '.bin', 'cdk8s');
        return [{ whole: run(folder, cli, ['synth', '--check-upgrade=false'], { cwd: folder }).whole }];
      },
    };
  });
}

/** A project of its own, with what this repository has installed. */
function writeProject(folder: string, { app, compilerOptions }: SetUp): void {
  const write = (file: string, text: string): void => {
    fs.writeFileSync(path.join(folder, file), text);
  };
  write('main.ts', MAIN);
  write('cdk8s.yaml', `language: typescript\napp: ${app}\n`);
  write('package.json', '{ "private": true }');
  write('tsconfig.json', JSON.stringify({ compilerOptions }));
  const [installed, modules] = [path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules')];
  fs.mkdirSync(modules);
  for (const name of fs.readdirSync(installed)) fs.symlinkSync(path.join(installed, name), path.join(modules, name));
  fs.symlinkSync(ROOT, path.join(modules, 'cdk8s-mar'));
}
