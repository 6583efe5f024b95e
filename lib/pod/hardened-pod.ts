import * as kplus from 'cdk8s-plus-30';
import { ClusterConfig } from '../cluster/cluster-context';
import { InstancePort } from '../network/port';
import { propError, textOf } from '../internal/errors';
import { requireMember, requireObject } from '../internal/values';
import { canonicalHostAliases, canonicalToleration, canonicalVolume } from './canonical-fields';
import { hooksOf } from './container-handlers';
import { HardenedContainer, HardenedContainerProps } from './container';
import { mainContainer, mainProbes, podFields, portsOf, requireServiceAccount } from './pod-fields';
import { ShapedPodProps } from './pod-props';
import { requirePodSecurityLevel } from '../security/pod-security-standard';
import { requireVolume } from './volume-checks';
import {
  ProcessIds,
  resolveProcessIds,
  requireSecurity,
  SeccompProfile,
  SecurityProps,
} from '../security/security-props';

/** Below this, ports are only for root, unless the pod's network namespace says otherwise. */
const FIRST_UNPRIVILEGED_PORT = 1024;
const UNPRIVILEGED_PORT_START = 'net.ipv4.ip_unprivileged_port_start';

const SIDECAR_ADVICE = 'leave it out, or make the container a sidecar with restartPolicy ALWAYS';

/**
 * The pod of an instance or workload: what MAR's props say, rendered in one place. The construct that owns it hands its calls
 * on to here.
 */
export class HardenedPod {
  /** The container that MAR's props describe. */
  public readonly main: HardenedContainer;
  /** The ports that it declares. */
  public readonly ports: readonly InstancePort[];

  private readonly volumes = new Map<string, kplus.Volume>();
  private readonly containers: HardenedContainer[] = [];
  private readonly initContainersAdded: HardenedContainer[] = [];
  private readonly security: SecurityProps;
  private readonly ids: ProcessIds;
  private readonly fields: Partial<kplus.k8s.PodSpec>;

  constructor(
    private readonly pod: kplus.AbstractPod,
    private readonly facts: ClusterConfig,
    props: ShapedPodProps,
  ) {
    this.security = props.security ?? {};
    requireSecurity(pod, this.security);
    requireServiceAccount(pod, facts, props);
    this.ids = resolveProcessIds(pod, this.security);
    this.ports = portsOf(pod, props);
    this.fields = podFields(pod, props);
    requirePodSecurityLevel(pod, facts.podSecurityLevel, { prop: 'security', ...this.profiles() });
    this.main = this.newContainer({
      stock: mainContainer(props, this.ports),
      probes: mainProbes(pod, props, this.ports),
      prefix: '',
      security: this.security,
      writablePaths: props.writablePaths,
    });
    this.containers.push(this.main);
  }

  /** All init containers, native sidecars among them. */
  public get initContainers(): kplus.Container[] {
    return [...this.initContainersAdded];
  }

  /** A further container, hardened like the main one, but without its capabilities. */
  public addContainer(stock: kplus.ContainerProps): HardenedContainer {
    requireObject(this.pod, 'containers[]', stock);
    if (stock.restartPolicy !== undefined) {
      const advice = 'use addInitContainer for a native sidecar';
      throw propError(this.pod, 'containers[].restartPolicy', stock.restartPolicy, 'must not be given', advice);
    }
    const container = this.addHardened(stock, 'containers');
    this.containers.push(container);
    return container;
  }

  /** An init container or, if it is always restarted, a native sidecar; hardened like the main one. */
  public addInitContainer(stock: kplus.ContainerProps): HardenedContainer {
    requireObject(this.pod, 'initContainers[]', stock);
    const named = { ...stock, name: stock.name ?? `init-${this.initContainersAdded.length}` };
    const at = `initContainers['${textOf(named.name)}']`;
    requireMember(this.pod, `${at}.restartPolicy`, stock.restartPolicy, kplus.ContainerRestartPolicy);
    const isSidecar = stock.restartPolicy === kplus.ContainerRestartPolicy.ALWAYS;
    const probe = (['readiness', 'liveness', 'startup'] as const).find((kind) => stock[kind] !== undefined);
    if (!isSidecar && probe !== undefined) {
      throw propError(this.pod, `${at}.${probe}`, probe, 'must not be given, as it runs to its end', SIDECAR_ADVICE);
    }
    const [hook] = isSidecar ? [] : hooksOf(stock.lifecycle);
    if (hook !== undefined) {
      throw propError(
        this.pod,
        `${at}.lifecycle.${hook[0]}`,
        hook[0],
        'must not be given, as it runs to its end',
        SIDECAR_ADVICE,
      );
    }
    const container = this.addHardened(named, 'initContainers');
    this.initContainersAdded.push(container);
    return container;
  }

  /** Takes a volume in that no container has mounted yet. */
  public requireVolume(volume: kplus.Volume): void {
    requireVolume(this.pod, this.facts.clusterName, this.facts.podSecurityLevel, this.volumes, volume);
  }

  /** Adds what cdk8s-plus cannot say to what it has just made. */
  public render(stock: kplus.k8s.PodSpec): kplus.k8s.PodSpec {
    // never on the network of the host; the API server leaves out what is false
    const volumes = stock.volumes?.map(canonicalVolume);
    return Object.assign(stock, this.fields, {
      volumes,
      hostAliases: canonicalHostAliases(stock.hostAliases),
      tolerations: stock.tolerations?.map(canonicalToleration),
      hostNetwork: undefined,
      securityContext: this.securityContext(),
    });
  }

  private addHardened(stock: kplus.ContainerProps, list: string): HardenedContainer {
    const name = stock.name ?? '';
    if ([...this.containers, ...this.initContainersAdded].some((other) => other.name === name)) {
      throw propError(this.pod, `${list}[].name`, name, 'must be unique in its pod', 'rename the container');
    }
    const { allowRoot } = this.security;
    return this.newContainer({ stock, prefix: `${list}['${textOf(name)}'].`, security: { allowRoot } });
  }

  private newContainer(props: Omit<HardenedContainerProps, 'facts' | 'volumes'>): HardenedContainer {
    return new HardenedContainer(this.pod, { facts: this.facts, volumes: this.volumes, ...props });
  }

  private securityContext(): kplus.k8s.PodSecurityContext {
    const { user, group, fsGroup } = this.ids;
    return {
      runAsNonRoot: !(this.security.allowRoot ?? false),
      runAsUser: user,
      runAsGroup: group,
      fsGroup,
      fsGroupChangePolicy: kplus.FsGroupChangePolicy.ON_ROOT_MISMATCH, // a large volume is not walked at each start
      ...this.profiles(),
      sysctls: this.sysctls(),
    };
  }

  private profiles(): Pick<kplus.k8s.PodSecurityContext, 'seccompProfile' | 'seLinuxOptions' | 'appArmorProfile'> {
    const { seccompProfile = SeccompProfile.runtimeDefault(), seLinux, appArmorProfile } = this.security;
    return {
      seccompProfile: seccompProfile._toKube(),
      seLinuxOptions: seLinux && { ...seLinux },
      appArmorProfile: appArmorProfile?._toKube(),
    };
  }

  /** Lets non-root processes listen on the low ports that are declared. The sysctl is one of the safe ones. */
  private sysctls(): kplus.k8s.Sysctl[] | undefined {
    const ports = [...this.containers, ...this.initContainersAdded].flatMap((container) => container.ports);
    const lowest = Math.min(FIRST_UNPRIVILEGED_PORT, ...ports.map((port) => port.number));
    return lowest === FIRST_UNPRIVILEGED_PORT ? undefined : [{ name: UNPRIVILEGED_PORT_START, value: `${lowest}` }];
  }
}
