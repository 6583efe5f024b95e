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
import { Isolation, isolationOf } from '../network/isolation';
import { forbidLiteralSecrets } from '../security/literal-secrets';
import { IPeer, Peer } from '../network/peer';
import { PodSecurityLevel } from '../security/pod-security-level';

/** What is known of a namespace that exists already. Nothing of it is written. */
export interface ExistingClusterProps {
  /**
   * The name of the namespace.
   * @default - the id
   */
  readonly clusterName?: string;
  /**
   * What traffic its own policies leave open. Say `OPEN` if it has none: then no policies are written for instances either,
   * as they would close what was open.
   * @default Isolation.ISOLATED
   */
  readonly isolation?: Isolation;
  /**
   * The ingress controller that serves it.
   * @default - class `nginx` in the namespace `ingress-nginx`
   */
  readonly ingressController?: IngressControllerProps;
  /**
   * The level that it enforces; what instances loosen beyond it is refused at once.
   * @default - not known, nothing is refused
   */
  readonly podSecurityLevel?: PodSecurityLevel;
  /**
   * What the platform decided for the instances and workloads of the cluster: their default.
   * @default - nothing
   */
  readonly profile?: MarProfile;
  /**
   * The service account of instances that call no API.
   * @default 'default'
   */
  readonly serviceAccountName?: string;
  /**
   * Secrets whose data may be in the manifests, by name, with the reason: whoever reads the repository has them.
   * @default - none: a Secret with data is an error at synth
   */
  readonly allowLiteralSecrets?: { readonly [name: string]: string };
}

/**
 * A cluster that is managed elsewhere, to place instances in and to allow traffic from and to. A chart of its own, with the
 * instances alone.
 */
export class ExistingCluster extends Chart implements IPeer {
  /** The name of the namespace. */
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
      isolation: isolationOf(this, props.isolation),
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

  /** Names an object that is given no name, alike in all locales. */
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
