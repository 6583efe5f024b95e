import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { eventually } from '../support/eventually';
import { deleteNamespaces, describeE2e, get, kubectl, Outcome, runShell, tryKubectl } from '../support/kubectl';
import { kubeconfigOf } from '../support/live';
import { blocks, programsOf, runProgram } from '../support/snippets';

const [PROGRAM = ''] = programsOf('docs/access.md');
const POLICIES = blocks('docs/access.md', 'yaml').join('');
const [, , PRUNE_TEAM = ''] = blocks('docs/deletion.md', 'sh');

function pod(name: string, spec: object): object {
  const securityContext = {
    runAsNonRoot: true,
    runAsUser: 10001,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const resources = { limits: { cpu: '10m', memory: '16Mi' } };
  const containers = [{ name: 'main', image: 'x:1', securityContext, resources }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { ...spec, containers } };
}

function service(name: string, spec: object): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { ...spec, ports: [{ port: 80 }] } };
}

/** What pod security admits, and the reason for which the page's quota and policies refuse it. */
const DANGERS: [what: string, object: object, reason: string][] = [
  [
    'a Service with externalIPs',
    service('taken', { externalIPs: ['203.0.113.5'] }),
    'spec.externalIPs can take over the traffic of any address',
  ],
  ['a pod with nodeName', pod('placed', { nodeName: 'node-0' }), 'spec.nodeName is for the scheduler to set'],
  [
    'a pod with a system priority',
    pod('critical', { priorityClassName: 'system-node-critical' }),
    'exceeded quota: quota-critical, requested: pods=1, used: pods=0, limited: pods=0',
  ],
];

function tryCreate(namespace: string, object: object): Outcome {
  return tryKubectl(['create', '--dry-run=server', '-n', namespace, '-f', '-'], JSON.stringify(object));
}

describeE2e('the page docs/access.md, on a real API server', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-access-page-'));
  const dist = path.join(folder, 'dist');

  function clean(): void {
    deleteNamespaces('prod', 'staging', 'shared');
    kubectl(['delete', '--ignore-not-found', '-f', '-'], POLICIES);
    kubectl(['delete', 'clusterroles,clusterrolebindings', '-l', 'mar-organization=acme']);
  }

  beforeAll(() => {
    clean();
    runProgram(PROGRAM, folder);
    const files = fs.readdirSync(dist).filter((file) => file !== 'shop.k8s.yaml');
    kubectl(['apply', ...files.flatMap((file) => ['-f', path.join(dist, file)])]);
  });

  afterAll(() => {
    clean();
    fs.rmSync(folder, { recursive: true });
  });

  test('the account ci applies the team’s file twice and prunes it', () => {
    const ci = kubeconfigOf('prod', 'ci');
    const apply = ['--kubeconfig', ci, 'apply', '-f', path.join(dist, 'shop.k8s.yaml')];
    expect(tryKubectl(apply)).toMatchObject({ status: 0, stderr: '' });
    expect(tryKubectl(apply)).toMatchObject({ status: 0, stderr: '' });
    expect(runShell(PRUNE_TEAM, folder, ci)).toMatchObject({ status: 0, stderr: '' });
    fs.rmSync(path.dirname(ci), { recursive: true });
  });

  test('who is on call scales workloads and resizes pods, and changes nothing else of them', () => {
    const onCall = (...args: string[]): Outcome => {
      return tryKubectl(['--as=jane', '--as-group=on-call', '-n', 'prod', ...args]);
    };
    expect(onCall('scale', 'deployment/web', '--replicas=3')).toMatchObject({ status: 0, stderr: '' });
    expect(onCall('scale', 'deployment/web', '--current-replicas=3', '--replicas=2')).toMatchObject({ status: 0 });
    expect(get('deployment', 'web', '-n', 'prod').spec.replicas).toBe(2);
    // on a node, only kubelets that say so resize a pod, and the simulated ones do not
    kubectl(['create', '-n', 'prod', '-f', '-'], JSON.stringify(pod('waiting', { nodeSelector: { no: 'node' } })));
    const containers = [{ name: 'main', resources: { limits: { cpu: '50m' }, requests: { cpu: '50m' } } }];
    const patch = JSON.stringify({ spec: { containers } });
    expect(onCall('patch', 'pod', 'waiting', '--subresource=resize', '-p', patch)).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(get('pod', 'waiting', '-n', 'prod').spec.containers[0].resources.limits.cpu).toBe('50m');
    for (const command of ['set image deployment/web *=other:1', 'set image pod/waiting *=other:1']) {
      const { status, stderr } = onCall(...command.split(' '));
      expect({ status, isForbidden: stderr.includes('cannot patch resource') }).toEqual({
        status: 1,
        isForbidden: true,
      });
    }
  });

  test.each(DANGERS)('pod security admits %s', (_, object) => {
    expect(tryCreate('prod', object)).toMatchObject({ status: 0 });
  });

  describe('with the policies of the page', () => {
    beforeAll(() => {
      kubectl(['apply', '-f', '-'], POLICIES);
    });

    test.each(DANGERS)('a cluster with the quota of the page refuses %s', async (_, object, reason) => {
      await eventually(() => {
        const { status, stderr } = tryCreate('shared', object);
        expect({ status, hasReason: stderr.includes(reason) }).toEqual({ status: 1, hasReason: true });
      });
    });

    test('a pod and a Service without any of that are admitted', () => {
      expect(tryCreate('shared', pod('plain', {}))).toMatchObject({ status: 0 });
      expect(tryCreate('shared', service('plain', {}))).toMatchObject({ status: 0 });
    });

    test('the server finds no error in their expressions', async () => {
      await eventually(() => {
        const { items } = get('validatingadmissionpolicies', 'mar-external-ips', 'mar-node-name');
        expect(items).toHaveLength(2);
        for (const { status } of items) expect(status?.typeChecking).toEqual({});
      });
    });
  });
});
