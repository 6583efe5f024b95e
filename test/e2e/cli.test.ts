import { Duration } from 'cdk8s';
import { MarApp, MarCluster, MarDeployment, MarInstance, MarRole } from '../../lib';
import { MarClient, StatusChange } from '../../lib/runtime';
import { BuiltMar, Ended } from '../support/built';
import { deleteNamespaces, describeE2e } from '../support/kubectl';
import { apply, connect, isRunning, kubeconfigOf, QUICK, settled } from '../support/live';

const CLUSTER = 'e2e-cli';
const SLOW = { ...QUICK.annotations, 'pod-delete.stage.kwok.x-k8s.io/delay': '8s' };

function write(app: MarApp): void {
  const cluster = new MarCluster(app, CLUSTER, { region: 'us-east' });
  cluster.grant(cluster.addServiceAccount('viewer'), MarRole.VIEWER);
  cluster.grant(cluster.addServiceAccount('operator'), MarRole.OPERATOR);
  new MarInstance(cluster, 'api', { ...QUICK, labels: { team: 'shop' } });
  new MarInstance(cluster, 'slow', { ...QUICK, annotations: SLOW, terminationGracePeriod: Duration.seconds(20) });
  new MarDeployment(cluster, 'web', { ...QUICK, replicas: 1, labels: { team: 'shop' } });
}

describeE2e('mar, as a process of its own', () => {
  let built: BuiltMar;
  let admin: MarClient;

  const mar = (line: string): Promise<Ended> => built.run(line);
  const phaseOf = async (id: string): Promise<string> =>
    JSON.parse((await mar(`get ${CLUSTER}/${id} -o json`)).out).phase;

  beforeAll(async () => {
    jest.spyOn(console, 'warn').mockReturnValue();
    deleteNamespaces(CLUSTER);
    built = new BuiltMar();
    admin = await connect();
    apply(write);
    await settled(admin, CLUSTER, isRunning);
  });

  afterAll(() => {
    admin.close();
    built.dispose();
    deleteNamespaces(CLUSTER);
  });

  test('lists what runs, and all that is known of one', async () => {
    const { code, out, err } = await mar(`list ${CLUSTER}`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n').map((line) => line.split(/ {3,}/).slice(0, 4))).toEqual([
      ['CLUSTER', 'ID', 'KIND', 'PHASE'],
      [CLUSTER, 'api', 'Pod', 'Running'],
      [CLUSTER, 'slow', 'Pod', 'Running'],
      [CLUSTER, 'web', 'Deployment', 'Running'],
      [''],
    ]);
    expect((await mar(`get ${CLUSTER}/api`)).out).toMatch(
      /^Cluster: +e2e-cli\nID: +api\nKind: +Pod\nPhase: +Running\n/,
    );
    expect((await mar(`status ${CLUSTER}`)).out).toMatch(/^quota +pods +3 +100 +3%$/m);
  });

  test('stops, starts and restarts, and waits for each', async () => {
    expect(await mar(`stop ${CLUSTER}/api`)).toMatchObject({ code: 0, out: `${CLUSTER}/api stopped\n` });
    expect((await mar(`list ${CLUSTER}`)).out).toMatch(/^e2e-cli +api +Pod +Stopped +- +0\/0 /m);
    expect(await mar(`stop ${CLUSTER}/api`)).toEqual({ code: 0, out: `${CLUSTER}/api already stopped\n`, err: '' });
    expect(await mar(`start -n ${CLUSTER} api`)).toMatchObject({ code: 0, out: `${CLUSTER}/api started\n` });
    expect(await phaseOf('api')).toBe('Running');
    expect(await mar(`restart ${CLUSTER}/Deployment/web`)).toMatchObject({
      code: 0,
      out: `${CLUSTER}/web restarted\n`,
    });
  });

  test('several need a confirmation, which a dry run does not, and what they came to is data', async () => {
    const asked = await mar(`stop -n ${CLUSTER} -l team=shop`);
    expect(asked).toEqual({
      code: 2,
      out: '',
      err: 'mar: nobody can be asked whether to stop 2 instances: add --yes\n',
    });
    expect((await mar(`stop -n ${CLUSTER} -l team=shop --dry-run`)).out.split('\n').sort()).toEqual([
      '',
      `${CLUSTER}/api stopped (dry run): kept Pod api in a PodTemplate, deleted Pod api`,
      `${CLUSTER}/web stopped (dry run): scaled Deployment web from 1 to 0`,
    ]);
    expect(await phaseOf('api')).toBe('Running');
    const { code, out } = await mar(`stop -n ${CLUSTER} -l team=shop -y -o json`);
    const results = JSON.parse(out) as { id: string; already: boolean }[];
    expect({ code, ids: results.map(({ id }) => id).sort() }).toEqual({ code: 0, ids: ['api', 'web'] });
    expect(await mar(`start ${CLUSTER}/web ${CLUSTER}/api -yo name`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('/web\n'),
    });
  });

  test('Ctrl-C ends the wait, and what was asked for goes on', async () => {
    const { code, out, err } = await built.run(`stop ${CLUSTER}/slow`, { afterMessages: 3 });
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toMatch(
      /mar: interrupted: 0 of 1 done; what Kubernetes was told goes on, run it again for the rest\n$/,
    );
    expect(await phaseOf('slow')).toBe('Stopping');
    expect(await mar(`stop ${CLUSTER}/slow`)).toMatchObject({ code: 0 });
    expect(await phaseOf('slow')).toBe('Stopped');
    expect(await mar(`start ${CLUSTER}/slow`)).toMatchObject({ code: 0 });
  });

  test('a timeout fails with what is missing', async () => {
    const { code, err } = await mar(`stop ${CLUSTER}/slow --timeout 500ms`);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining(`mar: [${CLUSTER}/slow] not done within 0.5 s, as Pod slow is still there`),
    });
  });

  test('watches until Ctrl-C', async () => {
    const watching = built.run(`list ${CLUSTER} -w -o json`, { afterLines: 4 });
    const over = new AbortController();
    void watching.then(() => { over.abort(); }); // prettier-ignore
    while (!over.signal.aborted) await mar(`restart ${CLUSTER}/api`); // the watch may begin late
    const { code, out } = await watching;
    const changes = out.trim().split('\n').map((line) => JSON.parse(line) as StatusChange); // prettier-ignore
    expect({ code, first: changes.slice(0, 3).map(({ type }) => type) }).toEqual({
      code: 130,
      first: ['Added', 'Added', 'Added'],
    });
    expect(changes[3]).toMatchObject({ type: 'Changed', status: { id: 'api' } });
  });

  test.each([
    [`get ${CLUSTER}/apy`, 1, `mar: [${CLUSTER}/apy] no such instance: did you mean 'api'?\n`],
    ['list e2e-clj', 1, "mar: [e2e-clj] no such cluster: did you mean 'e2e-cli'?\n"],
    ['list --wtach', 2, "mar: mar list has no option --wtach: did you mean '--watch'?\n"],
    ['stop', 2, 'mar: no instance is named: name some, or take --all or -l LABELS\n'],
  ])('mar %s exits with %d', async (line, code, err) => {
    expect(await mar(line)).toEqual({ code, out: '', err });
  });

  test('a viewer sees and may not stop, an operator may', async () => {
    const viewer = { kubeconfig: kubeconfigOf(CLUSTER, 'viewer') };
    const operator = { kubeconfig: kubeconfigOf(CLUSTER, 'operator') };
    expect((await built.run(`list ${CLUSTER} -o name`, viewer)).out).toBe(
      `${CLUSTER}/Pod/api\n${CLUSTER}/Pod/slow\n${CLUSTER}/Deployment/web\n`,
    );
    const { code, out, err } = await built.run(`stop ${CLUSTER}/api`, viewer);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^mar: \[e2e-cli\/api\] the user '[^']+' may not create podtemplates in the cluster 'e2e-cli': ask for the permission instances:stop, which the roles operator and admin have\n$/,
    );
    expect(await built.run(`stop ${CLUSTER}/api`, operator)).toMatchObject({ code: 0 });
    expect(await built.run(`start ${CLUSTER}/api`, operator)).toMatchObject({ code: 0 });
  });

  test('completes clusters and instances', async () => {
    expect((await mar(`__complete stop ${CLUSTER}/a`)).out).toBe(`${CLUSTER}/api\n`);
    expect((await mar('__complete list e2e-c')).out).toBe(`${CLUSTER}\n`);
  });
});
