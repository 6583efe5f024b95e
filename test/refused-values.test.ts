import { Chart } from 'cdk8s';
import { newCluster } from './support/instance';
import { only } from './support/manifest';
import { REFUSED_VALUES } from './support/refused';

const rows = REFUSED_VALUES.map((one) => [one.what, one] as const);

test.each(rows)('refuses %s, at the line that gave it', (_, { program, refused, message }) => {
  expect(() => {
    program(newCluster(), refused);
  }).toThrow(new Error(message));
});

test.each(rows)('writes what is at the edge of %s', (_, { program, accepted, kind, write }) => {
  const cluster = newCluster();
  program(cluster, accepted);
  const object = only(Chart.of(cluster), kind);
  const written = structuredClone(object);
  write(written, accepted);
  expect(written).toEqual(object);
});
