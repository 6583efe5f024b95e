import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { ClusterContext } from '../cluster/cluster-context';
import { exposedPorts } from '../expose/exposed-ports';
import { MarService } from '../expose/service';
import { MarServiceType } from '../expose/service-type';
import { IMarStorage, InstanceStorageProps } from '../storage/storage';
import { pathIn, propError } from '../internal/errors';
import { DNS_LABEL, requireWhole } from '../kube/names';
import { wholeSeconds } from '../kube/quantity';
import { areInOnePlace } from '../internal/scope';
import { requireMember, requireObject, requireOptional, requireProps } from '../internal/values';
import { portsOf } from '../pod/pod-fields';
import { planPod, PodPlan } from '../pod/pod-plan';
import { ClaimTemplates } from './claim-templates';
import { rolledByConfigs } from './config-hash';
import { IReplicated, ReplicatedKind, ReplicatedProps } from './replicas';
import { replicated } from './replicated-mixin';
import { stockWorkloadProps } from './workload-props';

/** Action for a claim that no pod uses any more. */
export enum ClaimRetention {
  /** Keeps the claim and its data. */
  RETAIN = 'Retain',
  /** Deletes the claim and its data. */
  DELETE = 'Delete',
}

/** Actions for the claims of the pods of a StatefulSet. */
export interface ClaimRetentionPolicy {
  /** Action when the StatefulSet is deleted. @default ClaimRetention.RETAIN */
  readonly whenDeleted?: ClaimRetention;
  /** Action when the number of replicas is lowered. @default ClaimRetention.RETAIN */
  readonly whenScaled?: ClaimRetention;
}

/** Properties of a StatefulSet. */
export interface MarStatefulSetProps extends ReplicatedProps {
  /**
   * Headless Service that gives each pod a DNS name: `<name>-0.<service>.<cluster>.svc.cluster.local`.
   * @default - a new one with the name `<name>-headless`, for the declared ports
   */
  readonly service?: MarService;
  /**
   * Order in which pods start and stop: one after the other, or all at once.
   * @default PodManagementPolicy.ORDERED_READY
   */
  readonly podManagementPolicy?: kplus.PodManagementPolicy;
  /**
   * Update strategy. A rolling update replaces one pod after the other, the highest ordinal first, and leaves pods below the
   * partition unchanged. With on-delete, a pod is updated when it is deleted.
   * @default - StatefulSetUpdateStrategy.rollingUpdate(), of all pods
   */
  readonly strategy?: kplus.StatefulSetUpdateStrategy;
  /**
   * Actions for the claims of `addStorage` that are no longer used.
   * @default - the claims are kept
   */
  readonly claimRetentionPolicy?: ClaimRetentionPolicy;
  /**
   * Time that a pod must be ready before it counts as available, in whole seconds.
   * @default - as soon as it is ready
   */
  readonly minReady?: Duration;
}

/** Longest name. Kubernetes adds a hyphen and 10 characters to it for a label of each pod, whose value has at most 63. */
const MAX_NAME = 52;

const STATEFUL_SET: ReplicatedKind = {
  kind: 'StatefulSet',
  nameProp: 'workloadName',
  nameRule: { ...DNS_LABEL, maxLength: MAX_NAME, text: DNS_LABEL.text.replace('63', `${MAX_NAME}`) },
  defaultReplicas: 1,
  revisionLabel: 'controller-revision-hash',
};

interface ReplicatedStatefulSet extends IReplicated, kplus.StatefulSet {}

/**
 * Pods with stable names and storage, which are kept when a pod is replaced. Writes one StatefulSet, its headless Service
 * and, with more than one replica, a PodDisruptionBudget. Storage is a template: each pod gets a claim
 * `<claimName>-<name>-<ordinal>`.
 *
 * An update stops each pod before it starts the new one, so that one pod is missing during the whole update.
 * @throws if the parent is not in a cluster, if the name is not valid or is taken, if a prop is not valid, if there is
 * neither a headless Service nor a declared port for one, or if there is more than one replica and no readiness probe
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export class MarStatefulSet extends replicated<typeof kplus.StatefulSet, ReplicatedStatefulSet>(
  kplus.StatefulSet,
  STATEFUL_SET,
) {
  private readonly plan: PodPlan;
  private readonly templates: ClaimTemplates;
  private readonly claimRetentionPolicy?: ClaimRetentionPolicy;

  constructor(scope: Construct, id: string, props: MarStatefulSetProps) {
    requireProps(scope, id, props);
    requireChoices(pathIn(scope, id), props);
    requireService(scope, id, props);
    const plan = planPod(scope, id, STATEFUL_SET, props.workloadName, props);
    const service = props.service ?? headlessService(scope, id, plan.name, props);
    const { replicas, minReady, podManagementPolicy, strategy } = props;
    const stock = { ...stockWorkloadProps(plan), replicas, minReady, podManagementPolicy, strategy, service };
    super(scope, id, stock, plan, props);
    this.plan = plan;
    this.templates = new ClaimTemplates(this);
    this.claimRetentionPolicy = props.claimRetentionPolicy && { ...props.claimRetentionPolicy };
  }

  public override addStorage(path: string, props: InstanceStorageProps): IMarStorage {
    return this._addStorage(path, props, this.templates);
  }

  /** @internal */
  public override _toPodSpec(): kplus.k8s.PodSpec {
    return this.templates.withoutVolumes(super._toPodSpec());
  }

  /** @internal */
  public override _toKube(): kplus.k8s.StatefulSetSpec {
    const stock = super._toKube();
    return {
      ...stock,
      template: rolledByConfigs(this.plan, stock.template),
      volumeClaimTemplates: this.templates.toKube(),
      persistentVolumeClaimRetentionPolicy: this.claimRetentionPolicy,
    };
  }
}

function requireChoices(path: string, props: MarStatefulSetProps): void {
  const { minReady, strategy, service, podManagementPolicy, claimRetentionPolicy = {} } = props;
  requireObject(path, 'claimRetentionPolicy', claimRetentionPolicy);
  const example = 'StatefulSetUpdateStrategy.onDelete()';
  requireOptional(path, 'strategy', strategy, '_toKube', 'a StatefulSetUpdateStrategy', example);
  requireOptional(path, 'service', service, '_isFreeAndHeadless', 'a MarService', 'a headless one');
  requireMember(path, 'podManagementPolicy', podManagementPolicy, kplus.PodManagementPolicy);
  requireMember(path, 'claimRetentionPolicy.whenDeleted', claimRetentionPolicy.whenDeleted, ClaimRetention);
  requireMember(path, 'claimRetentionPolicy.whenScaled', claimRetentionPolicy.whenScaled, ClaimRetention);
  if (minReady !== undefined) wholeSeconds(path, 'minReady', minReady, 0);
  const partition = strategy?._toKube().rollingUpdate?.partition;
  if (partition !== undefined) requireWhole(path, 'strategy.partition', partition, 0);
}

/**
 * Throws if the given Service cannot name the pods, or if a headless Service cannot be created from the name and the
 * declared ports.
 */
function requireService(scope: Construct, id: string, props: MarStatefulSetProps): void {
  const path = pathIn(scope, id);
  const { service, workloadName = id } = props;
  if (service === undefined) {
    if (typeof workloadName === 'string' && /^\d/.test(workloadName)) {
      const rule = 'must start with a letter, as the name of its headless Service has to';
      throw propError(path, 'workloadName', workloadName, rule, 'choose another id, or give a headless MarService');
    }
    if (portsOf(path, props).length > 0) return;
    const rule = 'must be given where no port is declared, as the pods have no names in DNS without it';
    throw propError(path, 'service', undefined, rule, 'declare a port, or give a headless MarService');
  }
  const { clusterName } = ClusterContext.of(scope, path).facts;
  if (service._isFreeAndHeadless(clusterName) && areInOnePlace(service, scope)) return;
  const rule = 'must be headless, of the same cluster, and lead to nothing else';
  throw propError(path, 'service', service.name, rule, 'give it the type MarServiceType.headless(), and no selector');
}

/** Creates the headless Service that gives the pods their DNS names. */
function headlessService(scope: Construct, id: string, name: string, props: MarStatefulSetProps): MarService {
  const path = pathIn(scope, id);
  return new MarService(scope, `${id}-headless`, {
    serviceName: `${name}-headless`,
    type: MarServiceType.headless(),
    ports: exposedPorts(path, portsOf(path, props), {}),
  });
}
