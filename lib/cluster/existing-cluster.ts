import { ApiObject, Chart } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { pathIn, requireFreeId } from '../internal/errors';
import { COMMON_LABELS, EXISTING_CLUSTER } from '../internal/labels';
import { withLowerCasePath } from '../internal/locale';
import { DNS_LABEL, DNS_SUBDOMAIN, LABEL_VALUE, requireName } from '../kube/names';
import { requireMember, requireProps } from '../internal/values';
import { MarProfile, requireProfile } from '../profile/mar-profile';
import { ClusterContext } from './cluster-context';
import { IngressController, IngressControllerProps } from '../network/ingress-controller';
import { Isolation, resolveIsolation } from '../network/isolation';
import { forbidLiteralSecrets } from '../security/literal-secrets';
import { IPeer, Peer } from '../network/peer';
import { PodSecurityLevel } from '../security/pod-security-level';

/** Properties of a namespace that exists already. No manifest is written for the namespace. */
export interface ExistingClusterProps {
  /**
   * Name of the namespace.
   * @default - the id
   */
  readonly clusterName?: string;
  /**
   * Traffic that the namespace's own NetworkPolicies allow. Set `OPEN` if the namespace has none: then no policies are
   * written for instances either, because they would deny traffic that was allowed before.
   * @default Isolation.ISOLATED
   */
  readonly isolation?: Isolation;
  /**
   * Ingress controller that sends outside traffic to the namespace.
   * @default - class `nginx` in the namespace `ingress-nginx`
   */
  readonly ingressController?: IngressControllerProps;
  /**
   * Pod security level that the namespace enforces. An instance that loosens more than the level allows throws.
   * @default - not known, nothing is rejected
   */
  readonly podSecurityLevel?: PodSecurityLevel;
  /**
   * Default profile of the instances and workloads of the cluster, as the platform team defines it.
   * @default - nothing
   */
  readonly profile?: MarProfile;
  /**
   * Name of the ServiceAccount for instances that do not call the Kubernetes API.
   * @default 'default'
   */
  readonly serviceAccountName?: string;
  /**
   * Names of Secrets whose data may be in the manifests, each with the reason. Risk: anyone who can read the repository can
   * read the data.
   * @default - none: a Secret with data is an error at synth
   */
  readonly allowLiteralSecrets?: { readonly [name: string]: string };
}

/**
 * Cluster that is managed elsewhere. Instances can be created in it, and traffic can be allowed from and to it. The chart
 * contains only the instances.
 */
export class ExistingCluster extends Chart implements IPeer {
  /** Name of the namespace. */
  public readonly clusterName: string;

  constructor(scope: Construct, id: string, props: ExistingClusterProps = {}) {
    requireProps(scope, id, props);
    requireChoices(pathIn(scope, id), props);
    const clusterName = props.clusterName ?? id;
    const account = props.serviceAccountName ?? 'default';
    requireName(pathIn(scope, id), 'clusterName', clusterName, DNS_LABEL, 'give the name of a namespace');
    requireName(pathIn(scope, id), 'serviceAccountName', account, DNS_SUBDOMAIN, 'give the name of a ServiceAccount');
    requireName(pathIn(scope, id), 'id', id, LABEL_VALUE, 'rename it, and give the namespace as clusterName');
    requireFreeId(scope, id);
    super(scope, id, { namespace: clusterName, labels: { ...COMMON_LABELS, [EXISTING_CLUSTER]: id } });
    this.clusterName = clusterName;
    ClusterContext.attach(this, {
      clusterName,
      isolation: resolveIsolation(this, props.isolation),
      ingressController: new IngressController(this, props.ingressController),
      serviceAccount: ServiceAccount.fromServiceAccountName(this, 'InstanceServiceAccount', account, {
        namespaceName: clusterName,
      }),
      profile: props.profile,
      serviceLinks: true,
      alwaysPullImages: false,
      podSecurityLevel: props.podSecurityLevel,
    });
    forbidLiteralSecrets(this, props.allowLiteralSecrets);
  }

  /** Returns the generated name of an object without a name. The result is the same in all locales. */
  public override generateObjectName(apiObject: ApiObject): string {
    return super.generateObjectName(withLowerCasePath(apiObject));
  }

  public asPeer(): Peer {
    return Peer._pods(this.clusterName, undefined, this);
  }
}

function requireChoices(path: string, { podSecurityLevel, profile }: ExistingClusterProps): void {
  requireMember(path, 'podSecurityLevel', podSecurityLevel, PodSecurityLevel);
  requireProfile(path, profile);
}
