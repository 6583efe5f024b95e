import { ApiObject, Chart } from 'cdk8s';
import { withoutNamespace } from '../../lib/internal/scope';
import { only, testApp } from '../support/manifest';

test.each([undefined, 'prod'])('an object of no namespace has none in a chart of namespace %s', (namespace) => {
  const chart = new Chart(testApp(), 'chart', { namespace });
  const object = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } };
  withoutNamespace(new ApiObject(chart, 'Node', object));
  expect(only(chart, 'Node')).toEqual(object);
});
