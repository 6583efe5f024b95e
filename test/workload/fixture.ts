import { Chart, Cron, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as mar from '../../lib';
import { SMALL } from '../support/instance';
import { Manifest, only } from '../support/manifest';

/** What is enough for there to be several pods: it listens, and tells when it can serve. */
export const READY = { ...SMALL, port: 5000, readiness: mar.Health.tcp() };

/** Storage for one pod alone, and for all of them. */
export const ONCE = { size: Size.gibibytes(1) };
export const MANY = { ...ONCE, accessMode: kplus.PersistentVolumeAccessMode.READ_WRITE_MANY };

/** Amounts of pods. */
export const pods = (count: number): kplus.PercentOrAbsolute => kplus.PercentOrAbsolute.absolute(count);
export const percent = (share: number): kplus.PercentOrAbsolute => kplus.PercentOrAbsolute.percent(share);

/** One kind of what makes pods. */
export interface Kind {
  /** The kind of the object, as Kubernetes writes it. */
  readonly kind: string;
  /** The label by which its pods are selected. */
  readonly label: string;
  /** The prop that gives the name. */
  readonly nameProp: string;
  readonly create: (
    scope: Construct,
    id: string,
    props?: Partial<mar.MarPodProps>,
  ) => (kplus.Pod | kplus.Workload) & mar.IMarPod;
}

/** One kind of what makes pods whose number is given. */
export interface ReplicatedKind extends Kind {
  readonly defaultReplicas: number;
  readonly create: (
    scope: Construct,
    id: string,
    props?: Partial<mar.ReplicatedProps>,
  ) => kplus.Workload & kplus.IScalable & mar.IReplicated;
}

const nameProp = 'workloadName';

/** Every kind whose number of pods is given. */
export const REPLICATED: [string, ReplicatedKind][] = [
  [
    'MarDeployment',
    {
      kind: 'Deployment',
      label: 'deployment',
      nameProp,
      defaultReplicas: 2,
      create: (scope, id, props) => new mar.MarDeployment(scope, id, { ...READY, ...props }),
    },
  ],
  [
    'MarStatefulSet',
    {
      kind: 'StatefulSet',
      label: 'stateful-set',
      nameProp,
      defaultReplicas: 1,
      create: (scope, id, props) => new mar.MarStatefulSet(scope, id, { ...READY, ...props }),
    },
  ],
  [
    'MarReplicaSet',
    {
      kind: 'ReplicaSet',
      label: 'replica-set',
      nameProp,
      defaultReplicas: 1,
      create: (scope, id, props) => new mar.MarReplicaSet(scope, id, { ...READY, ...props }),
    },
  ],
  [
    'MarReplicationController',
    {
      kind: 'ReplicationController',
      label: 'replication-controller',
      nameProp,
      defaultReplicas: 1,
      create: (scope, id, props) => new mar.MarReplicationController(scope, id, { ...READY, ...props }),
    },
  ],
];

/** Every kind of what makes pods. */
export const KINDS: [string, Kind][] = [
  [
    'MarInstance',
    {
      kind: 'Pod',
      label: 'instance-id',
      nameProp: 'instanceId',
      create: (scope, id, props) => new mar.MarInstance(scope, id, { ...READY, ...props }),
    },
  ],
  ...REPLICATED,
  [
    'MarDaemonSet',
    {
      kind: 'DaemonSet',
      label: 'daemon-set',
      nameProp,
      create: (scope, id, props) => new mar.MarDaemonSet(scope, id, { ...READY, ...props }),
    },
  ],
  [
    'MarJob',
    {
      kind: 'Job',
      label: 'job',
      nameProp,
      create: (scope, id, props) => new mar.MarJob(scope, id, { ...READY, ...props }),
    },
  ],
  [
    'MarCronJob',
    {
      kind: 'CronJob',
      label: 'cron-job',
      nameProp,
      create: (scope, id, props) => new mar.MarCronJob(scope, id, { ...READY, schedule: Cron.daily(), ...props }),
    },
  ],
];

/** The object that something writes for itself. */
export function objectOf(pod: kplus.AbstractPod): Manifest {
  return only(Chart.of(pod), pod.kind, pod.name);
}

/** Its pods: metadata and spec. */
export function templateOf(pod: kplus.AbstractPod): Manifest {
  const object = objectOf(pod);
  return object.spec.jobTemplate?.spec.template ?? object.spec.template ?? object;
}

/** A container of its pods, by its name. */
export function containerIn(pod: kplus.AbstractPod, name = 'app'): Manifest {
  const { containers, initContainers = [] } = templateOf(pod).spec;
  return [...containers, ...initContainers].find((container: Manifest) => container.name === name);
}
