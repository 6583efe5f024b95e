import * as path from 'node:path';
import { applyAgain, deleteNamespaces, describeE2e, kubectl, tryKubectl } from '../support/kubectl';

const clusters = ['dev', 'staging', 'prod'];

describeE2e.each(['us-east', 'eu-west'])('the region %s on a real API server', (region) => {
  const folder = path.resolve(__dirname, '../../dist', region);
  const roles = ['clusterrole/mar:acme:viewer', 'clusterrolebinding/mar:acme:viewer'];

  function clean(): void {
    deleteNamespaces(...clusters);
    for (const role of roles) kubectl(['delete', role, '--ignore-not-found']);
  }

  beforeAll(clean);
  afterAll(clean);

  test('is complete in itself: its folder is created at the first apply, without a warning', () => {
    const { status, stdout, stderr } = tryKubectl(['apply', '-R', '-f', folder]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n').filter((line) => line !== '' && !line.endsWith(' created'))).toEqual([]);
    expect(applyAgain('-R', '-f', folder)).toEqual([]);
    expect(tryKubectl(['diff', '-R', '-f', folder])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test.each(clusters)('%s serves', (name) => {
    kubectl(['wait', 'deployments', '--all', '-n', name, '--for=condition=Available', '--timeout=600s']);
  });
});
