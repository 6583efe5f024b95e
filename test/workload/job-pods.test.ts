import { Chart, Size } from 'cdk8s';
import { AbstractPod, ConcurrencyPolicy, PersistentVolumeAccessMode } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { IMarPod, MarPodProps, Peer, Port } from '../../lib';
import { newCluster, newInstance } from '../support/instance';
import { expectRefusal, Manifest, manifestsOf, only } from '../support/manifest';
import { newCronJob, newDaemonSet, newJob } from './jobs-fixture';

type Create = (props: Partial<MarPodProps>, cluster: Construct) => AbstractPod & IMarPod;

/** Each row: the kind, its name, its label, and how it is made. */
const KINDS: [string, string, string, Create][] = [
  ['Job', 'migrate', 'job', newJob],
  ['CronJob', 'report', 'cron-job', newCronJob],
  ['DaemonSet', 'agent', 'daemon-set', newDaemonSet],
];

/** The pods of the one object of a kind, as its template says them. */
function templateOf(cluster: Chart, kind: string): Manifest {
  const { spec } = only(cluster, kind);
  return (spec.jobTemplate?.spec ?? spec).template;
}

describe.each(KINDS)('the pods of a %s', (kind, name, label, create) => {
  test('are hardened', () => {
    const cluster = newCluster();
    create({}, cluster);
    const { spec } = templateOf(cluster, kind);
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'app',
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        },
      ],
    });
    expect(spec).not.toHaveProperty('hostNetwork');
  });

  test('carry the label of their kind, whose value is the name', () => {
    const cluster = newCluster();
    create({}, cluster);
    expect(templateOf(cluster, kind).metadata.labels).toMatchObject({ app: 'mar', [label]: name });
  });

  test('carry no label that changes when code moves', () => {
    const cluster = newCluster();
    const pods = create({ port: 5000 }, cluster);
    pods.exposeViaService();
    pods.allowFrom(newInstance({}, cluster));
    expect(JSON.stringify(manifestsOf(cluster))).not.toContain('cdk8s.io/metadata.addr');
  });

  test('are written alike when the code moves to a scope of its own', () => {
    const [here, there] = [newCluster(), newCluster()];
    create({}, here);
    create({}, new Construct(there, 'Moved'));
    expect(manifestsOf(there)).toEqual(manifestsOf(here));
  });

  test('are selected by that label in a Service', () => {
    const cluster = newCluster();
    expect(create({ port: 5000 }, cluster).exposeViaService().name).toBe(name);
    expect(only(cluster, 'Service').spec).toMatchObject({ selector: { [label]: name }, ports: [{ port: 5000 }] });
  });

  test('are selected by that label in the NetworkPolicy of both sides', () => {
    const cluster = newCluster();
    create({ port: 5000 }, cluster).allowFrom(newInstance({}, cluster));
    const port = { port: 5000, protocol: 'TCP' };
    expect(only(cluster, 'NetworkPolicy', `${name}-traffic`).spec).toEqual({
      podSelector: { matchLabels: { [label]: name } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { 'instance-id': 'api' } } }], ports: [port] }],
    });
    expect(only(cluster, 'NetworkPolicy', 'api-traffic').spec.egress).toEqual([
      { to: [{ podSelector: { matchLabels: { [label]: name } } }], ports: [port] },
    ]);
  });

  test('are selected by that label where they are let out', () => {
    const cluster = newCluster();
    create({}, cluster).allowTo(Peer.cidr('10.0.0.0/8'), Port.tcp(443));
    expect(only(cluster, 'NetworkPolicy', `${name}-traffic`).spec).toEqual({
      podSelector: { matchLabels: { [label]: name } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 443, protocol: 'TCP' }] }],
    });
  });
});

const GIB = { size: Size.gibibytes(1) };
const { READ_WRITE_ONCE, READ_WRITE_ONCE_POD, READ_WRITE_MANY, READ_ONLY_MANY } = PersistentVolumeAccessMode;

/** What there can be several pods of at once. */
const SEVERAL: [string, string, (cluster: Construct) => IMarPod][] = [
  ['a DaemonSet', 'agent', (cluster) => newDaemonSet({}, cluster)],
  ['a Job with parallelism 2', 'migrate', (cluster) => newJob({ parallelism: 2 }, cluster)],
  ['a CronJob with parallelism 2', 'report', (cluster) => newCronJob({ parallelism: 2 }, cluster)],
  [
    'a CronJob whose jobs overlap',
    'report',
    (cluster) => newCronJob({ concurrencyPolicy: ConcurrencyPolicy.ALLOW }, cluster),
  ],
];

/** What there is one pod of at a time. */
const SINGLE: [string, string, (cluster: Construct) => IMarPod][] = [
  ['a Job', 'migrate', (cluster) => newJob({}, cluster)],
  ['a Job with parallelism 1', 'migrate', (cluster) => newJob({ parallelism: 1 }, cluster)],
  ['a Job that is done with one', 'migrate', (cluster) => newJob({ parallelism: 2, completions: 1 }, cluster)],
  ['a Job that waits', 'migrate', (cluster) => newJob({ parallelism: 0 }, cluster)],
  ['a CronJob', 'report', (cluster) => newCronJob({}, cluster)],
  [
    'a CronJob whose jobs replace each other',
    'report',
    (cluster) => newCronJob({ concurrencyPolicy: ConcurrencyPolicy.REPLACE }, cluster),
  ],
];

/** Each row with each of the access modes. */
function withModes(rows: typeof SEVERAL, modes: (PersistentVolumeAccessMode | undefined)[]) {
  return rows.flatMap(([what, id, create]) => modes.map((mode) => [what, mode, id, create] as const));
}

test.each(withModes(SEVERAL, [undefined, READ_WRITE_ONCE, READ_WRITE_ONCE_POD]))(
  'fails when %s is to have storage for one pod alone, with the access mode %s',
  (_, accessMode, id, create) => {
    const cluster = newCluster();
    const pods = create(cluster);
    expectRefusal(
      cluster,
      () => pods.addStorage('/data', { ...GIB, accessMode }),
      `[prod/${id}] accessMode must let several pods mount the claim, as there can be more than one of these, got ` +
        `'${accessMode ?? READ_WRITE_ONCE}': use READ_WRITE_MANY or a MarStatefulSet, or let one run at a time`,
    );
  },
);

test.each(withModes([...SEVERAL, ...SINGLE], [READ_WRITE_MANY, READ_ONLY_MANY]))(
  '%s may have storage that several pods can mount, with the access mode %s',
  (_, accessMode, id, create) => {
    const cluster = newCluster();
    create(cluster).addStorage('/data', { ...GIB, accessMode });
    expect(only(cluster, 'PersistentVolumeClaim')).toMatchObject({
      metadata: { name: `${id}-data` },
      spec: { accessModes: [accessMode] },
    });
  },
);

test.each(withModes(SINGLE, [undefined, READ_WRITE_ONCE, READ_WRITE_ONCE_POD]))(
  '%s may have storage for one pod alone, with the access mode %s',
  (_, accessMode, id, create) => {
    const cluster = newCluster();
    create(cluster).addStorage('/data', { ...GIB, accessMode });
    expect(only(cluster, 'PersistentVolumeClaim').spec.accessModes).toEqual([accessMode ?? 'ReadWriteOnce']);
    expect(only(cluster, 'PersistentVolumeClaim').metadata.name).toBe(`${id}-data`);
  },
);
