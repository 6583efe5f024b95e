import { MarProfile } from '../profile/mar-profile';
import { IngressControllerProps } from '../network/ingress-controller';
import { DnsServiceProps, Isolation } from '../network/isolation';
import { LimitsProps } from './limits';
import { PodSecurityProps } from '../security/pod-security-level';
import { QuotaProps } from './quota';

/** Properties of a MAR cluster. */
export interface MarClusterProps {
  /**
   * MAR: the cluster's name. Kubernetes: the name of the Namespace.
   * @default - the id, letter for letter
   */
  readonly clusterName?: string;
  /**
   * Where the cluster is. Kubernetes: the label `topology.kubernetes.io/region` of the Namespace.
   * @default - that of the MarRegion that it is in; without one, no label
   */
  readonly region?: string;
  /**
   * Labels of all objects of the cluster, the Namespace among them.
   * @default - `app.kubernetes.io/managed-by: cdk8s-mar`, `app.kubernetes.io/part-of: mar` and `mar-cluster`, the name of the
   *   cluster; yours add to them
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the Namespace.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
  /**
   * Which pods the cluster admits.
   * @default - level `restricted`, version `latest`
   */
  readonly podSecurity?: PodSecurityProps;
  /**
   * Ceilings on what all instances take together.
   * @default - 40 cores, 160 GiB of memory, 100 pods, 20 services
   */
  readonly quota?: QuotaProps;
  /**
   * What each container, pod and claim may have.
   * @default - by default 500 millicores, 512 MiB and 1 GiB of ephemeral storage, at most 4 cores and 16 GiB
   */
  readonly limits?: LimitsProps;
  /**
   * What the platform decided for the instances and workloads of the cluster: their default.
   * @default - nothing
   */
  readonly profile?: MarProfile;
  /**
   * What traffic is open before anything is declared.
   * @default Isolation.ISOLATED
   */
  readonly isolation?: Isolation;
  /**
   * Where the DNS service runs, to which traffic is open.
   * @default - pods labelled `k8s-app: kube-dns` in the namespace `kube-system`
   */
  readonly dns?: DnsServiceProps;
  /**
   * The ingress controller that brings traffic from outside.
   * @default - class `nginx` in the namespace `ingress-nginx`
   */
  readonly ingressController?: IngressControllerProps;
  /**
   * Names of the cluster's Secrets for pulling images. They are put on the service accounts of the cluster.
   * @default - none
   */
  readonly imagePullSecrets?: string[];
  /**
   * Registries, or folders of one, that images of pods may come from: `registry.example.com`, `ghcr.io/acme`.
   * @default - any registry
   */
  readonly allowedRegistries?: string[];
  /**
   * Whether nodes ask the registry at each start of an instance, even for an image pinned by digest that they have already.
   * It proves each time that the cluster may still use the image, and needs the registry for each start. Named after the
   * admission plugin of Kubernetes.
   * @default false - the pull policy follows from each image: `Always` for a tag, `IfNotPresent` for a digest
   */
  readonly alwaysPullImages?: boolean;
  /**
   * Whether instances find the cluster's Services in environment variables, as MAR says. An instance can say otherwise.
   * @default true
   */
  readonly serviceLinks?: boolean;
  /**
   * Secrets whose data may be in the manifests, by name, with the reason, which an annotation of the Namespace shows: whoever
   * reads the repository has them.
   * @default - none: a Secret with data is an error at synth
   */
  readonly allowLiteralSecrets?: { readonly [name: string]: string };
}
