import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { requireOwner } from '../cluster/owner';
import { ClusterConfig } from '../cluster/cluster-context';
import { extended, given, listOf, seenWith } from '../internal/collections';
import { propError } from '../internal/errors';
import { DNS_LABEL, requireName, requireRelativePath, slug } from '../kube/names';
import { throwFirst } from '../kube/problem';
import { findSubPathProblems } from '../kube/sub-paths';
import { requireUnicode } from '../internal/unicode';
import { requireInstance, requireMember, requireObject, requireRecord } from '../internal/values';
import { canonicalEnv, canonicalHandler, canonicalLifecycle } from './canonical-fields';
import { requireEnvNames, requireMountable, requirePorts, requireProgram, requireWorkingDir } from './container-checks';
import { withoutEmptyHooks, requireHandlers } from './container-handlers';
import { hardenedContext } from './container-security';
import { parseImage, pullPolicyOf } from './image';
import { renderResources, withRequests } from './resources';
import { SecurityProps } from '../security/security-props';
import { writableVolume } from './volume';
import { requireVolume } from './volume-checks';

/** What a hardened container is made of. */
export interface HardenedContainerProps {
  /** What cdk8s-plus can say. */
  readonly stock: kplus.ContainerProps;
  /** How errors name the props: nothing for the instance's own, `containers['proxy'].` for the others. */
  readonly prefix: string;
  readonly security: SecurityProps;
  readonly facts: ClusterConfig;
  /** Probes that cdk8s-plus cannot say. */
  readonly probes?: Pick<kplus.k8s.Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>;
  /** The volumes of the pod so far, by name. */
  readonly volumes: Map<string, kplus.Volume>;
  /** Folders in emptyDirs of a bounded size. */
  readonly writablePaths?: { readonly [path: string]: Size };
}

/** Where programs expect to be able to write. */
const TMP = '/tmp';
const TMP_SIZE = Size.mebibytes(100);

/**
 * A container with everything taken from it that it was not given by name: a read-only root filesystem with a bounded `/tmp`,
 * no capabilities, no privileges to gain, limits on all resources, a pinned image.
 */
export class HardenedContainer extends kplus.Container {
  public override readonly resources: kplus.ContainerResources;

  private readonly requirements: kplus.k8s.ResourceRequirements;
  private readonly devices: kplus.k8s.VolumeDevice[] = [];
  private defaultTmp?: kplus.VolumeMount;

  constructor(
    private readonly pod: kplus.AbstractPod,
    private readonly props: HardenedContainerProps,
  ) {
    super(hardenedProps(pod, props));
    this.resources = withRequests(props.stock.resources ?? {});
    this.requirements = renderResources(pod, props.prefix === '' ? '' : `${props.prefix}resources`, this.resources);
    requireHandlers(pod, props.prefix, props.stock, this);
    for (const { path, volume, ...options } of props.stock.volumeMounts ?? []) this.mount(path, volume, options);
    this.addWritablePaths(props.writablePaths ?? {});
  }

  /**
   * Mounts a volume.
   * @throws if the path is not absolute, in `/proc` or taken, if there are two sub paths or one leads out of the volume, if mounts would propagate to the
   * node, or if the volume's name or kind is not let into the pod
   */
  public override mount(path: string, storage: kplus.IStorage, options: kplus.MountOptions = {}): void {
    requireObject(this.pod, 'options', options);
    this.requireFreePath(path);
    requireStorage(this.pod, storage);
    this.requireOptions(options);
    this.makeRoom(path);
    this.requireVolume(storage.asVolume());
    super.mount(path, storage, { ...options, readOnly: options.readOnly === true ? true : undefined });
  }

  /**
   * Attaches a volume of mode Block as a device.
   * @throws if the path is not absolute or in `/proc`, or something is mounted there already
   */
  public attachDevice(path: string, storage: kplus.IStorage): void {
    this.requireFreePath(path);
    requireStorage(this.pod, storage);
    const volume = storage.asVolume();
    this.makeRoom(path);
    this.requireVolume(volume);
    this.pod.addVolume(volume);
    this.devices.push({ devicePath: path, name: volume.name });
  }

  /** Refuses a path that is not absolute, is in `/proc` or is taken. */
  public requireFreePath(path: string): void {
    const prop = `${this.props.prefix}mountPath`;
    requireUnicode(this.pod, prop, path);
    if (typeof path !== 'string' || !/^\/[^:]*[^:/]\/*$/.test(path)) {
      throw propError(this.pod, prop, path, "must be a folder below '/', without ':'", 'correct the path');
    }
    requireMountable(this.pod, prop, path);
    const mounted = this.mounts.filter((mount) => mount !== this.defaultTmp).map((mount) => mount.path);
    const taken = [...mounted, ...this.devices.map((device) => device.devicePath)];
    if (taken.map(withoutSlash).includes(withoutSlash(path))) {
      throw propError(this.pod, prop, path, 'must be unique in its container', 'choose another path');
    }
  }

  /**
   * cdk8s-plus writes 4 GiB as `4096Mi`, refuses 100 MiB of ephemeral storage and adds a startup probe that nobody asked for:
   * so it renders a view of this container that has no resources, and the rest is put right here.
   * @internal
   */
  public override _toKube(): kplus.k8s.Container {
    const stock = super._toKube.call(seenWith(this, { resources: undefined }));
    return Object.assign(stock, {
      env: stock.env?.map(canonicalEnv),
      resources: this.requirements,
      volumeDevices: listOf(this.devices),
      lifecycle: canonicalLifecycle(stock.lifecycle),
      livenessProbe: canonicalHandler(stock.livenessProbe),
      readinessProbe: canonicalHandler(stock.readinessProbe),
      startupProbe: this.props.stock.startup && canonicalHandler(stock.startupProbe),
      ...this.props.probes,
    });
  }

  private addWritablePaths(paths: { readonly [path: string]: Size }): void {
    requireRecord(this.pod, `${this.props.prefix}writablePaths`, paths);
    for (const [path, size] of Object.entries(paths)) this.mount(path, this.emptyDir(path, size));
    const taken = this.mounts.some((mount) => withoutSlash(mount.path) === TMP);
    if (taken || !this.securityContext.readOnlyRootFilesystem) return;
    this.mount(TMP, this.emptyDir(TMP, TMP_SIZE));
    this.defaultTmp = this.mounts.at(-1);
  }

  private emptyDir(path: string, size: Size): kplus.Volume {
    const name = this.props.prefix === '' ? slug(path) : `${this.name}-${slug(path)}`;
    return writableVolume(this.pod, name, `${this.props.prefix}writablePaths['${path}']`, size);
  }

  private requireVolume(volume: kplus.Volume): void {
    const { facts, volumes } = this.props;
    requireVolume(this.pod, facts.clusterName, facts.podSecurityLevel, volumes, volume);
  }

  private requireOptions(options: kplus.MountOptions): void {
    const { subPath, propagation } = options;
    if (subPath !== undefined) requireRelativePath(this.pod, `${this.props.prefix}subPath`, subPath);
    throwFirst(this.pod, findSubPathProblems(this.props.prefix, options));
    requireMember(this.pod, `${this.props.prefix}propagation`, propagation, kplus.MountPropagation);
    if (propagation !== kplus.MountPropagation.BIDIRECTIONAL || this.securityContext.privileged) return;
    const rule = 'must not reach the node from a container that is not privileged';
    throw propError(this.pod, `${this.props.prefix}propagation`, propagation, rule, 'leave it out');
  }

  /** What the user mounts at `/tmp` takes the place of the default. */
  private makeRoom(path: string): void {
    if (withoutSlash(path) !== TMP || this.defaultTmp === undefined) return;
    this.mounts.splice(this.mounts.indexOf(this.defaultTmp), 1);
    this.props.volumes.delete(this.defaultTmp.volume.name);
    this.defaultTmp = undefined;
  }
}

function requireStorage(pod: kplus.AbstractPod, storage: unknown): void {
  requireInstance(pod, 'storage', storage, 'asVolume', 'something to mount', 'a volume, a claim or a MarConfig');
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}

function hardenedProps(pod: kplus.AbstractPod, props: HardenedContainerProps): kplus.ContainerProps {
  const { stock, prefix, facts } = props;
  const image = parseImage(pod, `${prefix}image`, stock.image, facts.allowedRegistries);
  requireName(pod, `${prefix}name`, stock.name ?? '', DNS_LABEL, 'rename the container');
  requirePorts(pod, prefix, stock);
  requireWorkingDir(pod, prefix, stock.workingDir);
  requireProgram(pod, prefix, stock);
  requireEnvNames(pod, prefix, Object.keys(stock.envVariables ?? {}));
  const env = [...Object.values(stock.envVariables ?? {}), ...(stock.envFrom ?? [])];
  for (const value of env) requireOwner(pod, facts.clusterName, `${prefix}env`, value);
  return extended(stock, {
    imagePullPolicy: stock.imagePullPolicy ?? pullPolicyOf(image, facts.alwaysPullImages),
    lifecycle: withoutEmptyHooks(pod, prefix, stock.lifecycle),
    securityContext: hardenedContext(pod, props.prefix, stock, props.security, facts.podSecurityLevel),
    resources: {},
    volumeMounts: [],
    envVariables: given(stock.envVariables ?? {}),
    envFrom: [...(stock.envFrom ?? [])],
  });
}
