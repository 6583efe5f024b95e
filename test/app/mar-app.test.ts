import { App, AppProps, Lazy, Size, YamlOutputType } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-30';
import * as path from 'node:path';
import { MarApp, MarCluster, MarInstance } from '../../lib';
import { leaveFolder } from '../support/abandoned';
import { fill, inFolder, textsIn } from '../support/folder';

jest.spyOn(console, 'warn').mockImplementation(); // of single pods

/** Two clusters, one of which cannot be rendered if asked so. */
function build(app: App, fails = false): App {
  const small = { cpu: Cpu.units(1), memory: Size.gibibytes(1), image: 'orders:1', port: 80 };
  const prod = new MarCluster(app, 'prod');
  const api = new MarInstance(prod, 'api', small);
  api.exposeViaIngress('api.example.com');
  const dev = new MarCluster(app, 'dev');
  new MarInstance(dev, 'db', small).allowFrom(api);
  if (fails) {
    const produce = (): never => {
      throw new Error('no data');
    };
    new k8s.KubeConfigMap(dev, 'Broken', { data: Lazy.any({ produce }) as Record<string, string> });
  }
  return app;
}

function synthesize(app: App): Record<string, string> {
  build(app).synth();
  return textsIn(app.outdir);
}

test('an app without props writes to dist, as a plain App does', () => {
  expect(new MarApp().outdir).toBe(new App().outdir);
  expect(new MarApp().check()).toEqual([]);
});

test('each cluster is one file, called like it', () => {
  inFolder((outdir) => {
    expect(Object.keys(synthesize(new MarApp({ outdir })))).toEqual(['dev.k8s.yaml', 'prod.k8s.yaml']);
  });
});

test('a second synth writes the same bytes, in the same program and in another', () => {
  inFolder((outdir) => {
    const app = new MarApp({ outdir });
    const first = synthesize(app);
    app.synth();
    expect(textsIn(outdir)).toEqual(first);
    expect(inFolder((other) => synthesize(new MarApp({ outdir: other })))).toEqual(first);
  });
});

const options: [string, AppProps][] = [
  ['a file per app', { yamlOutputType: YamlOutputType.FILE_PER_APP }],
  ['a file per chart', { yamlOutputType: YamlOutputType.FILE_PER_CHART }],
  ['a folder per chart', { yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE }],
  ['another extension', { outputFileExtension: '.yml' }],
  ['a record of the constructs', { recordConstructMetadata: true }],
];

test.each(options)('a plain App writes the same as a MarApp: %s', (_, props) => {
  const stock = inFolder((outdir) => synthesize(new App({ outdir, ...props })));
  expect(Object.keys(stock).length).toBeGreaterThan(0);
  expect(inFolder((outdir) => synthesize(new MarApp({ outdir, ...props })))).toEqual(stock);
});

test('a plain App writes the same as a MarApp: a file per resource, where there is one cluster', () => {
  const write = (app: App): Record<string, string> => {
    new MarCluster(app, 'prod');
    app.synth();
    return textsIn(app.outdir);
  };
  const yamlOutputType = YamlOutputType.FILE_PER_RESOURCE;
  const stock = inFolder((outdir) => write(new App({ outdir, yamlOutputType })));
  expect(Object.keys(stock)).toContain('NetworkPolicy.default-deny.k8s.yaml');
  expect(inFolder((outdir) => write(new MarApp({ outdir, yamlOutputType })))).toEqual(stock);
});

test('fails when objects of two clusters would be written to one file, and writes nothing', () => {
  inFolder((outdir) => {
    const app = build(new MarApp({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE }));
    expect(() => {
      app.synth();
    }).toThrow(
      new Error(
        "[dev/Quota/Resource] yamlOutputType must not be FILE_PER_RESOURCE where objects share a name, as 'prod/Quota/Resource' " +
          "does, got 'ResourceQuota.quota': use FOLDER_PER_CHART_FILE_PER_RESOURCE",
      ),
    );
    expect(textsIn(outdir)).toEqual({});
  });
});

test('fails when an object cannot be rendered, and leaves the former output of all clusters', () => {
  inFolder((outdir) => {
    fill(outdir, { 'dev.k8s.yaml': 'old', 'prod.k8s.yaml': 'old' });
    const app = build(new MarApp({ outdir }), true);
    expect(() => {
      app.synth();
    }).toThrow("Failed serializing construct at path 'dev/Broken'");
    expect(textsIn(outdir)).toEqual({ 'dev.k8s.yaml': 'old', 'prod.k8s.yaml': 'old' });
  });
});

test('an output that a process moved away before it was ended is put back, also when synthesis fails', () => {
  inFolder((parent) => {
    leaveFolder(parent, '.dist.synth-', { 'former/prod.k8s.yaml': 'old', 'next/prod.k8s.yaml': 'new' });
    const app = new MarApp({ outdir: path.join(parent, 'dist') });
    app.node.addValidation({ validate: () => ['must be better'] });
    expect(() => {
      app.synth();
    }).toThrow('must be better');
    expect(textsIn(parent)).toEqual({ 'dist/prod.k8s.yaml': 'old' });
  });
});

test('a namespace comes before what is in it, and a pod after all that its admission needs', () => {
  inFolder((outdir) => {
    const text = synthesize(new MarApp({ outdir }))['prod.k8s.yaml'] ?? '';
    const kinds = [...text.matchAll(/^kind: (.*)$/gm)].map((match) => match[1] ?? '');
    expect(kinds.slice(0, 5)).toEqual(['Namespace', 'ResourceQuota', 'LimitRange', 'ServiceAccount', 'NetworkPolicy']);
    expect(kinds.indexOf('Pod')).toBeGreaterThan(kinds.lastIndexOf('ServiceAccount'));
  });
});
