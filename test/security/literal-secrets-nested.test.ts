import { Chart, Testing } from 'cdk8s';
import { Secret } from 'cdk8s-plus-30';
import { MarCluster } from '../../lib/index';
import { testApp } from '../support/manifest';

test('fails for the Secret of a chart within a cluster too', () => {
  const prod = new MarCluster(testApp(), 'prod');
  new Secret(new Chart(prod, 'nested'), 'Secret', { metadata: { name: 'db' }, stringData: { password: 'hunter2' } });
  expect(() => Testing.synth(prod)).toThrow(
    "[prod] Secret must not have its data in the manifests, got 'db' of prod/nested/Secret",
  );
});

test('a cluster within another one says for itself what it allows', () => {
  const outer = new MarCluster(testApp(), 'outer');
  const inner = new MarCluster(outer, 'inner', { allowLiteralSecrets: { db: 'a sample' } });
  new Secret(inner, 'Secret', { metadata: { name: 'db' }, stringData: { password: 'hunter2' } });
  expect(() => Testing.synth(inner)).not.toThrow();
});
