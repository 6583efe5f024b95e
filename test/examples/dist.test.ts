import * as fs from 'node:fs';
import * as path from 'node:path';
import { MarApp } from '../../lib';
import { inFolder, textsIn } from '../support/folder';

const root = path.resolve(__dirname, '../..');
const examples = fs.readdirSync(path.join(root, 'examples'), { withFileTypes: true });
const folders = examples.filter((entry) => entry.isDirectory()).map((entry) => entry.name);

beforeEach(() => {
  jest.spyOn(console, 'warn').mockReturnValue(); // warnings of the checks, which have tests of their own
});

afterEach(() => {
  jest.restoreAllMocks();
});

test('dist/ is what the examples synthesize', () => {
  inFolder((outdir) => {
    process.env.CDK8S_OUTDIR = outdir;
    jest.isolateModules(() => {
      jest.requireActual('../../examples/main');
    });
    delete process.env.CDK8S_OUTDIR;
    expect(textsIn(path.join(root, 'dist'))).toEqual(textsIn(outdir));
  });
});

test.each(folders)('the example %s writes nothing when it is imported, and has a README', async (folder) => {
  const written = jest.spyOn(MarApp.prototype, 'synth');
  await import(`../../examples/${folder}/app`);
  expect(written).not.toHaveBeenCalled();
  expect(fs.existsSync(path.join(root, 'examples', folder, 'README.md'))).toBe(true);
});
