import { Chart } from 'cdk8s';
import { MarCluster, MarInstance } from '../../lib';
import { NameRegistry } from '../../lib/internal/name-registry';
import { SMALL } from '../support/instance';
import { expectRefusal, testApp } from '../support/manifest';

const UNIQUE = 'must be unique among the objects of kind';

test('a name is free until it is taken, of each kind and in each namespace for itself', () => {
  const app = testApp();
  const prod = NameRegistry.of(app, 'prod');
  prod.take('prod/api', 'Pod', 'api');
  prod.requireFree('prod/other', 'name', 'Service', 'api');
  NameRegistry.of(app, 'dev').requireFree('dev/api', 'name', 'Pod', 'api');
  NameRegistry.of(testApp(), 'prod').requireFree('prod/api', 'name', 'Pod', 'api');
  expect(() => {
    NameRegistry.of(new Chart(app, 'chart'), 'prod').requireFree('chart/api', 'name', 'Pod', 'api');
  }).toThrow(
    new Error(
      `[chart/api] name ${UNIQUE} Pod in cluster 'prod', got 'api': choose another name, 'prod/api' has this one`,
    ),
  );
});

test('fails when two clusters of an app have one name', () => {
  const app = testApp();
  new MarCluster(app, 'prod');
  expectRefusal(
    app,
    () => new MarCluster(app, 'other', { clusterName: 'prod' }),
    `[other] clusterName ${UNIQUE} Namespace in the app, got 'prod': choose another name, 'prod' has this one`,
  );
});

test('fails when an instance has the ID of one in another chart for the same namespace', () => {
  const app = testApp();
  new MarInstance(new MarCluster(app, 'prod'), 'api', SMALL);
  const guests = MarCluster.fromName(app, 'guests', { clusterName: 'prod' });
  expectRefusal(
    app,
    () => new MarInstance(guests, 'api', SMALL),
    `[guests/api] instanceId ${UNIQUE} Pod in cluster 'prod', got 'api': choose another name, 'prod/api' has this one`,
  );
});

test.each([
  [
    'a name of JavaScript objects',
    'constructor',
    {},
    "must not be the name of a property that every object has, got 'constructor': choose another id, and give the name as a prop",
  ],
  [
    'the id of a part of the cluster',
    'Quota',
    { instanceId: 'quota' },
    "must be unique in its scope, and not empty, got 'Quota': choose another id",
  ],
])('fails when the id is %s', (_, id, props, message) => {
  const prod = new MarCluster(testApp(), 'prod');
  expectRefusal(prod, () => new MarInstance(prod, id, { ...SMALL, ...props }), `[prod/${id}] id ${message}`);
});

test('an owner takes a name for what belongs to it, again and again', () => {
  const names = NameRegistry.of(testApp(), 'prod');
  names.takeFor('prod/api', 'NetworkPolicy', 'api-traffic');
  names.takeFor('prod/api', 'NetworkPolicy', 'api-traffic');
  expect(() => {
    names.takeFor('prod/job', 'NetworkPolicy', 'api-traffic');
  }).toThrow(
    new Error(
      "[prod/job] name must be unique among the objects of kind NetworkPolicy in cluster 'prod', got 'api-traffic': choose " +
        "another name, 'prod/api' has this one",
    ),
  );
});
