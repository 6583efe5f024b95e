import { MarApp } from '../../lib';
import { everything } from '../support/everything';
import { inFolder } from '../support/folder';
import { applyAgain, deleteNamespaces, describeE2e, get, kubectl, tryKubectl } from '../support/kubectl';

describeE2e('everything that can be said, on a real API server', () => {
  const names = ['e2e-all', 'e2e-other'];
  const unbound = [
    'clusterrole/mar:e2e-org:viewer',
    'clusterrolebinding/mar:e2e-org:viewer',
    'pv/e2e-disk',
    'storageclass/e2e-fast',
  ];

  afterAll(() => {
    deleteNamespaces(...names);
    for (const object of unbound) kubectl(['delete', object, '--ignore-not-found']);
  });

  test('is accepted at the first apply without a warning, runs, and is unchanged by a second apply', () => {
    inFolder((outdir) => {
      const app = new MarApp({ outdir });
      everything(app);
      app.synth();
      const { status, stderr } = tryKubectl(['apply', '-f', outdir]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      // admission added the volume of the token to db, which kubectl takes for a reason to say so; the diff is what counts
      expect(applyAgain('-f', outdir)).toEqual(['pod/db configured']);
      expect(tryKubectl(['diff', '-f', outdir])).toEqual({ status: 0, stdout: '', stderr: '' });
    });
    for (const name of names) {
      kubectl(['wait', 'pods', '--all', '-n', name, '--for=condition=Ready', '--timeout=600s']);
    }
  });

  test('every workload has the pods that it wants', () => {
    const all = ['--all', '-n', 'e2e-all', '--timeout=600s'];
    kubectl(['wait', 'deployments', ...all, '--for=condition=Available']);
    kubectl(['wait', 'job/migrate', '-n', 'e2e-all', '--for=condition=Complete', '--timeout=600s']);
    expect(get('job', 'migrate', '-n', 'e2e-all').status.completedIndexes).toBe('0-3');
    for (const kind of ['statefulset/queue', 'replicaset/plain', 'rc/older']) {
      kubectl(['wait', kind, '-n', 'e2e-all', '--for=jsonpath={.status.readyReplicas}=2', '--timeout=600s']);
    }
    expect(get('daemonset', 'agent', '-n', 'e2e-all').status.desiredNumberScheduled).toBeGreaterThan(0);
    const claims = get('pvc', '-n', 'e2e-all', '-l', 'stateful-set=queue').items;
    expect(claims.map((claim: { metadata: { name: string } }) => claim.metadata.name)).toEqual([
      'data-queue-0',
      'data-queue-1',
    ]);
  });

  test('binds the static volume to the claim that names it', () => {
    kubectl(['wait', 'pvc/db-static', '-n', 'e2e-all', '--for=jsonpath={.status.phase}=Bound', '--timeout=600s']);
    expect(get('pvc', 'db-static', '-n', 'e2e-all').spec.volumeName).toBe('e2e-disk');
  });

  test('keeps the fields that cdk8s-plus cannot say', () => {
    const { spec } = get('pod', 'db', '-n', 'e2e-all');
    expect(spec.topologySpreadConstraints).toHaveLength(1);
    expect(spec.securityContext.seLinuxOptions).toEqual({ type: 'container_t' });
    expect(spec.initContainers.map((container: { name: string }) => container.name)).toEqual(['migrate', 'proxy']);
    expect(get('pod', 'web', '-n', 'e2e-all').spec.securityContext.sysctls).toEqual([
      { name: 'net.ipv4.ip_unprivileged_port_start', value: '80' },
    ]);
  });
});
