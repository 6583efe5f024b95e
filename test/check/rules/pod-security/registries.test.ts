import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Checks, MarApp, MarCluster, MarInstance } from '../../../../lib';
import { SMALL } from '../../../support/instance';

const HARDENED = { user: 1000, ensureNonRoot: true };

/** A cluster that takes its images from two places, and another one that takes any. */
function build() {
  const app = new MarApp({ outdir: 'unused' });
  const allowedRegistries = ['registry.example.com', 'ghcr.io/acme'];
  const prod = new MarCluster(app, 'prod', { allowedRegistries });
  const foundOf = (): string[] => app.check().flatMap(({ code, path, message }) => (code === 'MAR-P19' ? `${path}: ${message}` : [])); // prettier-ignore
  return { app, prod, dev: new MarCluster(app, 'dev'), foundOf };
}

const stock = (image: string): kplus.PodProps => ({ containers: [{ name: 'app', image, securityContext: HARDENED }] });
const refusal = (field: string, image: string): string =>
  `${field}.image must come from a registry that the cluster allows (registry.example.com, ghcr.io/acme), got '${image}': ` +
  "use one of them, or add to the cluster's allowedRegistries";

test.each([
  'evil.io/x:1',
  'web',
  'web:1',
  'ghcr.io/acmes/x:1',
  'ghcr.io/other/x:1',
  'registry.example.com.evil.io/x:1',
])('a pod of cdk8s-plus does not take its image from %s', (image) => {
  const { prod, dev, foundOf } = build();
  new kplus.Pod(prod, 'web', stock(image));
  new kplus.Pod(dev, 'web', stock(image));
  expect(foundOf()).toEqual([`prod/web: ${refusal("spec.containers['app']", image)}`]);
});

test.each(['registry.example.com/x:1', 'ghcr.io/acme/x:1', 'ghcr.io/acme/team/x@sha256:ab'])(
  'a pod of cdk8s-plus takes its image from %s',
  (image) => {
    const { prod, foundOf } = build();
    new kplus.Pod(prod, 'web', stock(image));
    expect(foundOf()).toEqual([]);
  },
);

test('all containers of workloads are looked at, and what has no image is not', () => {
  const { prod, foundOf } = build();
  const spec = {
    template: { spec: { initContainers: [{ image: 'a:1' }], containers: [{ image: 'b:1' }, {}, { image: 3 }] } },
  };
  new ApiObject(prod, 'raw', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'raw' }, spec });
  expect(foundOf()).toEqual([
    `prod/raw: ${refusal("spec.template.spec.containers['0']", 'b:1')}`,
    `prod/raw: ${refusal("spec.template.spec.initContainers['0']", 'a:1')}`,
  ]);
});

test('an instance whose image is patched is looked at', () => {
  const { prod, foundOf } = build();
  const web = new MarInstance(prod, 'web', { ...SMALL, image: 'registry.example.com/x:1' });
  expect(foundOf()).toEqual([]);
  ApiObject.of(web).addJsonPatch(JsonPatch.replace('/spec/containers/0/image', 'evil.io/x:1'));
  expect(foundOf()).toEqual([`prod/web: ${refusal("spec.containers['app']", 'evil.io/x:1')}`]);
});

test('the rule can be silenced, as it is of MAR alone', () => {
  const { app, prod } = build();
  Checks.of(new kplus.Pod(prod, 'web', stock('evil.io/x:1'))).allow('MAR-P19', 'until it is copied');
  expect(app.check().filter(({ code }) => code === 'MAR-P19')).toMatchObject([{ reason: 'until it is copied' }]);
});
