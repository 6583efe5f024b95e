import { Duration, Size } from 'cdk8s';
import { ContainerLifecycle, Cpu, EnvFrom, ImagePullPolicy, IServiceAccount } from 'cdk8s-plus-30';
import { InstancePort } from '../network/port';
import { MarProfile } from '../profile/mar-profile';
import { PodSettings } from '../profile/pod-settings';
import { Health } from './health';

/** What every pod of MAR can say, that of an instance and those of a workload, beside what a profile can say too. */
export interface MarPodProps extends PodSettings {
  /** The image of the container `app`, with a tag other than `latest`, or a digest. */
  readonly image: string;
  /**
   * What the platform decided for pods like these.
   * @default - that of the cluster, which holds in any case for what nothing nearer says
   */
  readonly profile?: MarProfile;
  /**
   * When a node asks the registry for the image.
   * @default - `ALWAYS` for a tag, which may move; `IF_NOT_PRESENT` for a digest, unless the cluster says alwaysPullImages
   */
  readonly imagePullPolicy?: ImagePullPolicy;
  /**
   * The program, in place of the image's entry point.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * The arguments, in place of the image's.
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * The folder that the program starts in: an absolute path.
   * @default - the image's
   */
  readonly workingDir?: string;
  /**
   * ConfigMaps and Secrets whose keys all become environment variables.
   * @default - none
   */
  readonly envFrom?: EnvFrom[];
  /**
   * Whether the Services of the cluster are in the environment, as `<NAME>_SERVICE_HOST` and others. A variable that the
   * program reads for another purpose, such as `DB_PORT` beside a Service `db`, is a reason to turn them off.
   * @default - as the cluster says, which by default is true
   */
  readonly serviceLinks?: boolean;
  /**
   * The number of the port that the program listens on, which is then called `main`. 1 to 65535; below 1024 too, without root.
   * @default - none
   */
  readonly port?: number;
  /**
   * Further ports, by name.
   * @default - none
   */
  readonly ports?: InstancePort[];
  /**
   * How to tell that the program is well. Kubernetes: the startup, readiness and liveness probes, all three.
   * @default - no probes
   */
  readonly health?: Health;
  /**
   * How to tell that it has started. Until then the other two are not asked.
   * @default - as `health` says
   */
  readonly startup?: Health;
  /**
   * How to tell that it can serve. Otherwise its Services leave it out.
   * @default - as `health` says
   */
  readonly readiness?: Health;
  /**
   * How to tell that it has to be restarted.
   * @default - as `health` says
   */
  readonly liveness?: Health;
  /**
   * What is called after the start and before the stop of the program.
   * @default - nothing
   */
  readonly lifecycle?: ContainerLifecycle;
  /**
   * Folders that the program may write, with the size they may grow to: emptyDirs, which live as long as the pod. `/tmp` is
   * one in any case.
   * @default - `/tmp`, of 100 MiB
   */
  readonly writablePaths?: { readonly [path: string]: Size };
  /**
   * The service account of a program that calls the API of Kubernetes. Its token is mounted.
   * @default - the cluster's service account for instances, whose token is not mounted
   */
  readonly serviceAccount?: IServiceAccount;
  /**
   * Time between the request to stop and the kill, in whole seconds.
   * @default Duration.seconds(30)
   */
  readonly terminationGracePeriod?: Duration;
  /**
   * Labels of the pod, beside those of MAR.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the pod.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** What is said of a pod once its profiles are taken into account. */
export interface ShapedPodProps extends MarPodProps {
  readonly cpu: Cpu;
  readonly memory: Size;
}
