import * as path from 'node:path';
import { applyAgain, canI, deleteNamespaces, describeE2e, get, kubectl, tryKubectl } from '../support/kubectl';

const dist = path.resolve(__dirname, '../../dist');
const cluster = 'prod-us-east';
const clusters = [cluster, 'taskmaster'];
describeE2e('the examples on a real API server', () => {
  beforeAll(() => {
    deleteNamespaces(...clusters);
  });

  afterAll(() => {
    deleteNamespaces(...clusters);
  });

  test('the first apply on an empty cluster creates every object, without a warning', () => {
    const { status, stdout, stderr } = tryKubectl(['apply', '-f', dist]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const outcomes = new Set(stdout.trim().split('\n').map((line) => line.split(' ').at(-1))); // prettier-ignore
    expect([...outcomes]).toEqual(['created']);
  });

  test('all pods become ready, and all claims bound', () => {
    for (const name of clusters) {
      kubectl(['wait', 'pods', '--all', '-n', name, '--for=condition=Ready', '--timeout=600s']);
      kubectl(['wait', 'pvc', '--all', '-n', name, '--for=jsonpath={.status.phase}=Bound', '--timeout=600s']);
    }
    expect(get('pods', '-n', cluster).items).toHaveLength(2);
  });

  test('a second apply changes nothing, and there is no difference left', () => {
    expect(applyAgain('-f', dist)).toEqual([]);
    expect(tryKubectl(['diff', '-f', dist])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('the pods are admitted as they were declared: Guaranteed, with the pull secret and no token', () => {
    const pod = get('pod', 'mar-i-92a1', '-n', cluster);
    expect(pod.status.qosClass).toBe('Guaranteed');
    expect(pod.spec.imagePullSecrets).toEqual([{ name: 'registry' }]);
    expect(pod.spec.volumes).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '100Mi' } }]);
  });

  test('the quota counts what runs', () => {
    const { used } = get('resourcequota', 'quota', '-n', cluster).status;
    expect(used).toMatchObject({ pods: '2', services: '2', 'limits.cpu': '4', 'limits.memory': '8Gi' });
  });

  test('a stock pod without hardening is refused', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'stock' },
      spec: { containers: [{ name: 'a', image: 'a:1' }] },
    };
    const { status, stderr } = tryKubectl(['create', '-n', cluster, '-f', '-'], JSON.stringify(pod));
    expect(status).toBe(1);
    expect(stderr).toContain('violates PodSecurity "restricted:latest"');
  });

  const developer = ['--as=jane', '--as-group=developers'];
  const sre = ['--as=joe', '--as-group=sre'];
  const ci = [`--as=system:serviceaccount:${cluster}:ci`];
  const stranger = ['--as=eve'];

  test.each([
    ['a developer', 'list', 'pods', developer, true],
    ['a developer', 'get', 'pods/log', developer, true],
    ['a developer', 'delete', 'pods', developer, false],
    ['an operator', 'create', 'pods', sre, true],
    ['an operator', 'delete', 'pods', sre, true],
    ['an operator', 'update', 'pods', sre, false],
    ['an operator', 'create', 'pods/exec', sre, false],
    ['an operator', 'get', 'secrets', sre, false],
    ['the CI', 'patch', 'ingresses.networking.k8s.io', ci, true],
    ['the CI', 'get', 'secrets', ci, false],
    ['a stranger', 'get', 'pods', stranger, false],
  ])('%s who wants to %s %s is answered as granted', (_, verb, resource, who, expected) => {
    expect(canI(who, verb, resource, cluster)).toBe(expected);
    expect(canI(who, verb, resource, 'default')).toBe(false);
  });
});
