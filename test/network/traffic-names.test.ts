import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { Isolation, MarJob } from '../../lib/index';
import { expectRefusal } from '../support/manifest';
import { cluster, instance, unordered } from '../cluster/fixture';

test('fails when traffic is allowed to two kinds of one name, and opens neither side', () => {
  const prod = cluster({ isolation: Isolation.PRIVATE });
  const [api, peer] = [instance(prod, 'api'), instance(prod, 'peer')];
  const job = new MarJob(prod, 'Job', {
    image: 'api:1',
    cpu: Cpu.units(1),
    memory: Size.gibibytes(1),
    workloadName: 'api',
  });
  api.allowFrom(peer);
  const before = unordered(prod, 'NetworkPolicy');
  expectRefusal(
    prod,
    () => {
      job.allowTo(peer);
    },
    "[prod/Job] name must be unique among the objects of kind NetworkPolicy in cluster 'prod', got 'api-traffic': choose " +
      "another name, 'prod/api' has this one",
  );
  expect(unordered(prod, 'NetworkPolicy')).toEqual(before);
});
