import { AbstractPod, k8s, Volume } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { ClaimedStorage, ClaimSource } from '../instance/claims';
import { renderClaim, StorageProps } from '../instance/storage';
import { propError } from '../internal/errors';
import { DNS_LABEL, requireName } from '../internal/names';
import { claimVolume } from '../pod/volume';

/** A template, as storage that can be mounted: Kubernetes finds the volume of each pod by its name. */
class ClaimTemplate extends Construct implements ClaimedStorage {
  private volume?: Volume;

  constructor(
    scope: Construct,
    public readonly name: string,
    private readonly storage: StorageProps,
  ) {
    super(scope, `ClaimTemplate-${name}`);
  }

  public asVolume(): Volume {
    return this._mounted(undefined);
  }

  public _mounted(readOnly: boolean | undefined): Volume {
    return (this.volume ??= claimVolume(this, this.name, readOnly));
  }

  public toKube(): k8s.KubePersistentVolumeClaimProps {
    return { metadata: { name: this.name }, spec: renderClaim(this, this.storage) };
  }
}

/** The templates of a StatefulSet, from which each of its pods gets claims of its own. */
export class ClaimTemplates implements ClaimSource {
  private readonly templates = new Map<string, ClaimTemplate>();

  constructor(private readonly pods: AbstractPod) {}

  public nameFor(part: string): string {
    return part;
  }

  public claim(name: string, storage: StorageProps): ClaimedStorage {
    const { pods } = this;
    requireName(pods, 'claimName', name, DNS_LABEL, 'choose another name');
    if (this.templates.has(name)) {
      throw propError(pods, 'claimName', name, 'must be unique in its StatefulSet', 'choose another name');
    }
    if (storage.volume !== undefined) {
      const rule = 'must not be given, as each pod has a claim of its own';
      throw propError(pods, 'volume', storage.volume.name, rule, 'create a MarStorage and mount that');
    }
    renderClaim(pods, storage);
    const template = new ClaimTemplate(pods, name, storage);
    this.templates.set(name, template);
    return template;
  }

  /** Undefined if there are none. */
  public toKube(): k8s.KubePersistentVolumeClaimProps[] | undefined {
    return this.templates.size === 0 ? undefined : [...this.templates.values()].map((template) => template.toKube());
  }

  /** The pods, without the volumes that Kubernetes puts in for the templates. */
  public withoutVolumes(spec: k8s.PodSpec): k8s.PodSpec {
    return { ...spec, volumes: spec.volumes?.filter((volume) => !this.templates.has(volume.name)) };
  }
}
