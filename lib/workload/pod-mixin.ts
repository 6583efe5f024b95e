import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { IPeer, Peer } from '../network/peer';
import { Port } from '../network/port';
import { findHostAliasProblems } from '../kube/addresses';
import { propError } from '../internal/errors';
import { SELECTOR_LABEL } from '../internal/labels';
import { throwFirst } from '../kube/problem';
import { wholeSeconds } from '../kube/quantity';
import { findTolerationProblems } from '../kube/tolerations';
import { requireInstance, requireList, requireObject } from '../internal/values';
import { HardenedPod } from '../pod/hardened-pod';
import { PodKind, PodPlan } from '../pod/pod-plan';
import { MarPodProps } from '../pod/pod-props';
import { writeAllMetadataKeys } from '../synth/render';
import { Attachments } from './attachments';
import { ExposeViaServiceProps } from '../expose/exposed-ports';
import { ExposeViaIngressProps, MarIngress } from '../expose/ingress';
import { ClaimSource } from '../storage/claims';
import { IMarPod } from './mar-pod';
import { MarService } from '../expose/service';
import { IMarStorage, InstanceStorageProps, StorageMountProps } from '../storage/storage';

type PodClass = abstract new (scope: Construct, id: string, props: never) => kplus.AbstractPod;

/**
 * Class that the mixin below returns: the cdk8s-plus class with the members of `T`. Its constructor also takes the plan of the pod.
 */
type MarPodClass<B extends PodClass, T> = Omit<B, 'prototype'> &
  (abstract new (scope: Construct, id: string, stock: ConstructorParameters<B>[2], plan: PodPlan) => T);

/**
 * Returns a subclass of the cdk8s-plus class `Base` whose pods are hardened and which implements `IMarPod`. This is a mixin
 * because each kind has another base class in cdk8s-plus. `T` is the instance type of the returned class: an interface that
 * extends both the base class and `IMarPod`, since tools that look for base classes do not look into intersection types.
 */
// eslint-disable-next-line max-lines-per-function -- it is a class, of one-liners
export function withMarPod<B extends PodClass, T extends InstanceType<B> & IMarPod>(
  Base: B,
  kind: PodKind,
): MarPodClass<B, T> {
  const Stock = Base as unknown as abstract new (
    scope: Construct,
    id: string,
    stock: kplus.AbstractPodProps,
  ) => kplus.AbstractPod;

  abstract class MarPod extends Stock implements IMarPod {
    public readonly clusterName: string;
    public readonly main: kplus.Container;

    private readonly hardened: HardenedPod;
    private readonly attachments: Attachments;
    private readonly hasOwnServiceAccount: boolean;

    constructor(scope: Construct, id: string, stock: kplus.AbstractPodProps, plan: PodPlan) {
      super(scope, id, stock);
      const { context, name, props, selector: podLabels } = plan;
      this.clusterName = context.facts.clusterName;
      this.hasOwnServiceAccount = props.serviceAccount !== undefined;
      removeAddressLabel(this);
      allowEveryKey(this, props);
      this.hardened = new HardenedPod(this, context.facts, props);
      addTolerations(this, props.tolerations ?? []);
      this.main = this.hardened.main;
      super.attachContainer(this.hardened.main);
      this.attachments = new Attachments({ pod: this, hardened: this.hardened, context, name, podLabels });
    }

    public addStorage(path: string, props: InstanceStorageProps): IMarStorage {
      return this.attachments.addStorage(path, props);
    }

    public mountClaim(path: string, claimName: string, options: StorageMountProps = {}): void {
      this.attachments.mountClaim(path, claimName, options);
    }

    public exposeViaService(props: ExposeViaServiceProps = {}): MarService {
      return this.attachments.exposeViaService(props);
    }

    public exposeViaIngress(host: string, props: ExposeViaIngressProps = {}): MarIngress {
      return this.attachments.exposeViaIngress(host, props);
    }

    public allowFrom(peer: IPeer, ...ports: Port[]): void {
      this.attachments.allow('ingress', peer, ports);
    }

    public allowTo(peer: IPeer, ...ports: Port[]): void {
      this.attachments.allow('egress', peer, ports);
    }

    public asPeer(): Peer {
      return this.attachments.asPeer();
    }

    public override addContainer(container: kplus.ContainerProps): kplus.Container {
      const added = this.hardened.addContainer(container);
      super.attachContainer(added);
      return added;
    }

    public override addInitContainer(container: kplus.ContainerProps): kplus.Container {
      return this.hardened.addInitContainer(container);
    }

    public override addVolume(volume: kplus.Volume): void {
      this.hardened.requireVolume(volume);
      super.addVolume(volume);
    }

    public override addHostAlias(hostAlias: kplus.HostAlias): void {
      requireObject(this, 'hostAlias', hostAlias);
      throwFirst(this, findHostAliasProblems('hostAlias', hostAlias));
      super.addHostAlias(hostAlias);
    }

    public override get initContainers(): kplus.Container[] {
      return this.hardened.initContainers;
    }

    public override attachContainer(container: kplus.Container): void {
      throw propError(
        this,
        'container',
        (container as Partial<kplus.Container> | undefined)?.name,
        'must be made by the instance',
        'use addContainer',
      );
    }

    // cdk8s-plus calls this method in its constructor, before any field except the name is set
    public override toPodSelectorConfig(): kplus.PodSelectorConfig {
      const labelSelector = kplus.LabelSelector.of({ labels: { [SELECTOR_LABEL[kind.kind]]: this.name } });
      return { labelSelector, namespaces: { names: [String(this.metadata.namespace)] } };
    }

    public override toSubjectConfiguration(): kplus.SubjectConfiguration {
      if (this.hasOwnServiceAccount) return { ...super.toSubjectConfiguration(), namespace: this.clusterName };
      const advice = 'give the instance one with cluster.addServiceAccount';
      throw propError(this, 'serviceAccount', '', 'must be its own for a role to be granted to it', advice);
    }

    public override _toPodSpec(): kplus.k8s.PodSpec {
      return this.hardened.render(super._toPodSpec());
    }

    public _maxPods(): number {
      return 1;
    }

    public get _exclusiveClaims(): readonly string[] {
      return this.attachments.exclusiveClaims;
    }

    public _addStorage(path: string, props: InstanceStorageProps, claims: ClaimSource): IMarStorage {
      return this.attachments.addStorage(path, props, claims);
    }
  }
  return MarPod as unknown as MarPodClass<B, T>;
}

/**
 * Removes the address label of cdk8s-plus, which changes whenever the construct moves in the tree. No selector uses this
 * label.
 */
function removeAddressLabel(pod: kplus.AbstractPod): void {
  pod.podMetadata.addLabel(kplus.Pod.ADDRESS_LABEL, undefined as unknown as string);
}

/** Allows a label or annotation with the key `constructor`, which makes cdk8s fail in the pod template of a workload. */
function allowEveryKey(pod: kplus.AbstractPod, { labels, annotations }: MarPodProps): void {
  const hasOddKey = [labels, annotations].some((entries) => Object.hasOwn(entries ?? {}, 'constructor'));
  if (hasOddKey) writeAllMetadataKeys(pod.podMetadata);
}

/**
 * Adds the tolerations of `taints` to the pod. Throws if an entry is not a `NodeTaintQuery` or Kubernetes would reject it.
 */
function addTolerations(pod: kplus.AbstractPod, taints: readonly kplus.NodeTaintQuery[]): void {
  const { scheduling } = pod as kplus.AbstractPod & Pick<kplus.Workload, 'scheduling'>;
  const example = "NodeTaintQuery.is('dedicated', 'web')";
  requireList(pod, 'tolerations', taints);
  for (const taint of taints) requireInstance(pod, 'tolerations[]', taint, '_toKube', 'a NodeTaintQuery', example);
  for (const [i, taint] of taints.entries()) {
    const { evictAfter } = taint as unknown as { readonly evictAfter?: Duration }; // cdk8s-plus keeps it to itself
    if (evictAfter !== undefined) wholeSeconds(pod, `tolerations[${i}].evictAfter`, evictAfter, 0);
    throwFirst(pod, findTolerationProblems(`tolerations[${i}]`, taint._toKube()));
  }
  for (const taint of taints) scheduling.tolerate(kplus.Node.tainted(taint));
}
