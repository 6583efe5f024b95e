import { Cron, Duration } from 'cdk8s';
import * as mar from '../../lib';
import {
  InstanceAction,
  InstanceKind,
  InstancePhase,
  InstanceStatus,
  MarClient,
  MarRuntimeError,
} from '../../lib/runtime';
import { disconnect, request } from '../support/api-server';
import { deleteNamespaces, describeE2e } from '../support/kubectl';
import { apply, connect, isRunning, kubeconfigOf, QUICK, settled } from '../support/live';

const CLUSTER = 'e2e-operated';

/** An instance of each kind. The nodes end the pods of jobs after a few seconds, so there are some to do. */
function everyKind(app: mar.MarApp): void {
  const cluster = new mar.MarCluster(app, CLUSTER);
  cluster.grant(cluster.addServiceAccount('viewer'), mar.MarRole.VIEWER);
  cluster.grant(cluster.addServiceAccount('operator'), mar.MarRole.OPERATOR);
  new mar.MarInstance(cluster, 'pod', QUICK);
  new mar.MarDeployment(cluster, 'deployment', { ...QUICK, replicas: 1 });
  new mar.MarStatefulSet(cluster, 'stateful-set', { ...QUICK, replicas: 1, port: 80 });
  new mar.MarDaemonSet(cluster, 'daemon-set', QUICK);
  new mar.MarReplicaSet(cluster, 'replica-set', { ...QUICK, replicas: 1 });
  new mar.MarReplicationController(cluster, 'controller', { ...QUICK, replicas: 1 });
  new mar.MarJob(cluster, 'job', { ...QUICK, completions: 50, activeDeadline: Duration.hours(1) });
  new mar.MarCronJob(cluster, 'cron-job', { ...QUICK, schedule: Cron.schedule({ month: 'feb', day: '29' }) });
}

describeE2e('actions, as roles of the library permit them', () => {
  let admin: MarClient;
  let viewer: MarClient;
  let operator: MarClient;
  let rows: InstanceStatus[] = [];

  beforeAll(async () => {
    jest.spyOn(console, 'warn').mockReturnValue();
    deleteNamespaces(CLUSTER);
    admin = await connect();
    apply(everyKind);
    const isOn = (status: InstanceStatus): boolean => isRunning(status) || status.kind === InstanceKind.JOB;
    await settled(admin, CLUSTER, isOn);
    viewer = await connect(kubeconfigOf(CLUSTER, 'viewer'));
    operator = await connect(kubeconfigOf(CLUSTER, 'operator'));
    rows = await viewer.list({ cluster: CLUSTER });
  });

  afterAll(() => {
    for (const client of [admin, viewer, operator]) client.close();
    disconnect();
    deleteNamespaces(CLUSTER);
  });

  /** Kinds that do not know the action say so whoever asks. */
  const knows = (action: InstanceAction, { kind }: InstanceStatus): boolean => {
    if (action === InstanceAction.RESTART) return kind !== InstanceKind.CRON_JOB;
    return kind !== InstanceKind.DAEMON_SET;
  };

  /** Everything of the cluster that an action could change, in its version. */
  const versions = async (): Promise<string[]> => {
    const kinds = ['api/v1/@/podtemplates', 'apis/apps/v1/@/deployments', 'apis/apps/v1/@/statefulsets'];
    const lists = kinds.map((path) => request('GET', `/${path.replace('@', `namespaces/${CLUSTER}`)}`));
    const items = (await Promise.all(lists)).flatMap((list) => list.items);
    return items.map(({ metadata }) => `${metadata.name} ${metadata.uid} ${metadata.generation}`).sort();
  };

  /** All that a viewer tries is refused, in words that say what is missing, and changes nothing. */
  const refused = async (...actions: InstanceAction[]): Promise<void> => {
    const before = await versions();
    const tries = actions.flatMap((action) => rows.filter((row) => knows(action, row)).map((row) => ({ action, row })));
    const errors = tries.map(async ({ action, row }) => {
      const error: unknown = await viewer[action](row, { wait: false }).catch((thrown: unknown) => thrown);
      return { action, row, error };
    });
    for (const { action, row, error } of await Promise.all(errors)) {
      const code = error instanceof MarRuntimeError ? error.code : error;
      expect([row.kind, action, code]).toEqual([row.kind, action, 'Forbidden']);
      expect((error as Error).message).toMatch(
        new RegExp(`^\\[${CLUSTER}/${row.id}\\] the user 'system:serviceaccount:${CLUSTER}:viewer' may not \\w+ \\S+ in the ` +
          `cluster '${CLUSTER}': ask for the permission instances:${action}, which the roles operator and admin have$`),
      ); // prettier-ignore
    }
    expect(await versions()).toEqual(before);
  };

  const done = async (action: InstanceAction): Promise<void> => {
    const able = rows.filter((row) => knows(action, row));
    await Promise.all(able.map((row) => operator[action](row, { timeoutSeconds: 120 })));
  };

  test('a viewer sees an instance of each kind, and its cluster', async () => {
    expect(rows.map(({ kind }) => kind).sort()).toEqual(Object.values(InstanceKind).sort());
    expect(await viewer.clusterStatus(CLUSTER)).toMatchObject({ name: CLUSTER, phase: 'Active' });
  });

  test('a viewer is told that all clusters take a role over all of them', async () => {
    await expect(viewer.list()).rejects.toThrow(
      /^\[all clusters\] the user .* in all clusters: .*, or name one cluster$/,
    );
  });

  test('a viewer is refused to stop and to restart', async () => {
    await refused(InstanceAction.STOP, InstanceAction.RESTART);
  });

  test('an operator may stop what can be stopped', async () => {
    await done(InstanceAction.STOP);
    const phases = (await operator.list({ cluster: CLUSTER })).map(({ id, phase }) => [id, phase]);
    expect(Object.fromEntries(phases)).toEqual({
      pod: InstancePhase.STOPPED,
      deployment: InstancePhase.STOPPED,
      'stateful-set': InstancePhase.STOPPED,
      'daemon-set': InstancePhase.RUNNING,
      'replica-set': InstancePhase.STOPPED,
      controller: InstancePhase.STOPPED,
      job: InstancePhase.SUSPENDED,
      'cron-job': InstancePhase.SUSPENDED,
    });
  });

  test('a viewer is refused to start', async () => {
    rows = rows.filter(({ kind }) => kind !== InstanceKind.DAEMON_SET);
    await refused(InstanceAction.START);
    rows = await viewer.list({ cluster: CLUSTER });
  });

  test('an operator may start what was stopped, and restart', async () => {
    await done(InstanceAction.START);
    await done(InstanceAction.RESTART);
    const others = (await operator.list({ cluster: CLUSTER })).filter((row) => !isRunning(row));
    expect(others.map(({ id }) => id)).toEqual([]);
  });

  test('a daemon set says that it can only be restarted, and a cron job that it cannot', async () => {
    await expect(operator.stop({ cluster: CLUSTER, id: 'daemon-set' })).rejects.toThrow(
      'DaemonSet daemon-set has a pod on each node as long as it exists, so it can only be restarted',
    );
    await expect(operator.restart({ cluster: CLUSTER, id: 'cron-job' })).rejects.toThrow(
      'CronJob cron-job starts a new job each time, so there is nothing to restart',
    );
  });
});
