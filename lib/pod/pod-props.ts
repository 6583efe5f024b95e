import { Duration, Size } from 'cdk8s';
import { ContainerLifecycle, Cpu, EnvFrom, ImagePullPolicy, IServiceAccount } from 'cdk8s-plus-30';
import { InstancePort } from '../network/port';
import { MarProfile } from '../profile/mar-profile';
import { PodSettings } from '../profile/pod-settings';
import { Health } from './health';

/** Props of every pod of MAR, for an instance as for a workload, beside the settings that a profile can have too. */
export interface MarPodProps extends PodSettings {
  /** Image of the container `app`, with a tag other than `latest`, or a digest. */
  readonly image: string;
  /**
   * Profile of the pod.
   * @default - that of the cluster, which applies in any case to each setting that neither the pod nor its profile sets
   */
  readonly profile?: MarProfile;
  /**
   * When a node asks the registry for the image.
   * @default - `ALWAYS` for a tag, which may move; `IF_NOT_PRESENT` for a digest, unless the cluster says alwaysPullImages
   */
  readonly imagePullPolicy?: ImagePullPolicy;
  /**
   * Command of the container, in place of the image's entry point.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Arguments of the container, in place of the image's.
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * Folder that the program starts in: an absolute path.
   * @default - the image's
   */
  readonly workingDir?: string;
  /**
   * ConfigMaps and Secrets whose keys all become environment variables.
   * @default - none
   */
  readonly envFrom?: EnvFrom[];
  /**
   * True if the pod has environment variables for the Services of its namespace, such as `<NAME>_SERVICE_HOST`. Set it to
   * false if the program reads such a variable for another purpose, such as `DB_PORT` beside a Service `db`.
   * @default - as the cluster says, which by default is true
   */
  readonly serviceLinks?: boolean;
  /**
   * Number of the port that the program listens on, which is named `main`: 1 to 65535. A port below 1024 does not need root.
   * @default - none
   */
  readonly port?: number;
  /**
   * Further ports, by name.
   * @default - none
   */
  readonly ports?: InstancePort[];
  /**
   * Health check for all three probes of Kubernetes: startup, readiness and liveness.
   * @default - no probes
   */
  readonly health?: Health;
  /**
   * Startup probe. Kubernetes runs the other two probes only after it has succeeded.
   * @default - as `health` says
   */
  readonly startup?: Health;
  /**
   * Readiness probe. While it fails, Services send no traffic to the pod.
   * @default - as `health` says
   */
  readonly readiness?: Health;
  /**
   * Liveness probe. Kubernetes restarts the container when it fails.
   * @default - as `health` says
   */
  readonly liveness?: Health;
  /**
   * Hooks that run after the start and before the stop of the program.
   * @default - nothing
   */
  readonly lifecycle?: ContainerLifecycle;
  /**
   * Folders that the program may write, by absolute path, with their size limit. Each is an emptyDir, which lives as long as
   * the pod. `/tmp` is always one of them.
   * @default - `/tmp`, of 100 MiB
   */
  readonly writablePaths?: { readonly [path: string]: Size };
  /**
   * Service account of a program that calls the Kubernetes API. Its token is mounted.
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

/** Props of a pod after the settings of its profiles are merged in: CPU and memory are always set. */
export interface ShapedPodProps extends MarPodProps {
  readonly cpu: Cpu;
  readonly memory: Size;
}
