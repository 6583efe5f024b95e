import { MarProfile } from '../profile/mar-profile';
import { IngressControllerProps } from '../network/ingress-controller';
import { DnsServiceProps, Isolation } from '../network/isolation';
import { LimitsProps } from './limits';
import { PodSecurityProps } from '../security/pod-security-level';
import { QuotaProps } from './quota';

/** Properties of a MAR cluster. */
export interface MarClusterProps {
  /**
   * Name of the cluster in MAR. Kubernetes: the name of the Namespace.
   * @default - the id
   */
  readonly clusterName?: string;
  /**
   * Region of the cluster. Kubernetes: the label `topology.kubernetes.io/region` of the Namespace.
   * @default - the region of the MarRegion that contains the cluster; without a MarRegion, no label
   */
  readonly region?: string;
  /**
   * Labels of all objects of the cluster, including the Namespace.
   * @default - `app.kubernetes.io/managed-by: cdk8s-mar`, `app.kubernetes.io/part-of: mar` and `mar-cluster`, the name of
   * the cluster; your labels are added to them
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the Namespace.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
  /**
   * Pod security level and version that the cluster enforces.
   * @default - level `restricted`, version `latest`
   */
  readonly podSecurity?: PodSecurityProps;
  /**
   * Limits on the sum of all instances of the cluster.
   * @default - 40 cores, 160 GiB of memory, 100 pods, 20 services
   */
  readonly quota?: QuotaProps;
  /**
   * Defaults and bounds for each container, pod and storage claim.
   * @default - by default 500 millicores, 512 MiB and 1 GiB of ephemeral storage, at most 4 cores and 16 GiB
   */
  readonly limits?: LimitsProps;
  /**
   * Default profile of the instances and workloads of the cluster, as the platform team defines it.
   * @default - nothing
   */
  readonly profile?: MarProfile;
  /**
   * Traffic that the cluster allows before any traffic is declared.
   * @default Isolation.ISOLATED
   */
  readonly isolation?: Isolation;
  /**
   * Location of the DNS service that instances may send traffic to.
   * @default - pods labelled `k8s-app: kube-dns` in the namespace `kube-system`
   */
  readonly dns?: DnsServiceProps;
  /**
   * Ingress controller that sends outside traffic to the cluster.
   * @default - class `nginx` in the namespace `ingress-nginx`
   */
  readonly ingressController?: IngressControllerProps;
  /**
   * Names of Secrets of the cluster for pulling images. They are set on the ServiceAccounts of the cluster.
   * @default - none
   */
  readonly imagePullSecrets?: string[];
  /**
   * Registries, or folders of a registry, that images of pods may come from: `registry.example.com`, `ghcr.io/acme`.
   * @default - any registry
   */
  readonly allowedRegistries?: string[];
  /**
   * True if nodes contact the registry at each start of an instance, even for an image pinned by digest that a node has
   * already. This proves each time that the cluster may still use the image, but each start then needs the registry. Named
   * after the admission plugin of Kubernetes.
   * @default false - the pull policy follows from each image: `Always` for a tag, `IfNotPresent` for a digest
   */
  readonly alwaysPullImages?: boolean;
  /**
   * True if instances get the cluster's Services as environment variables, as MAR specifies. Each instance can override this
   * default.
   * @default true
   */
  readonly serviceLinks?: boolean;
  /**
   * Names of Secrets whose data may be in the manifests, each with the reason, which an annotation of the Namespace shows.
   * Risk: anyone who can read the repository can read the data.
   * @default - none: a Secret with data is an error at synth
   */
  readonly allowLiteralSecrets?: { readonly [name: string]: string };
}
