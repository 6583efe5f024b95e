import { AbstractPod, k8s, Volume } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { setOwner } from '../cluster/owner';
import { ClaimedStorage, ClaimSource } from '../storage/claims';
import { renderClaim, StorageProps } from '../storage/storage';
import { listOf } from '../internal/collections';
import { propError } from '../internal/errors';
import { DNS_LABEL, requireName } from '../kube/names';
import { templateVolume, volumeId, volumesOf } from '../pod/volume';

/**
 * A volume claim template as storage that containers can mount. Kubernetes matches the volume of each pod to the template by
 * name.
 */
class ClaimTemplate extends Construct implements ClaimedStorage {
  private readonly volume: Volume;

  constructor(
    pods: AbstractPod,
    public readonly name: string,
    private readonly spec: k8s.PersistentVolumeClaimSpec,
  ) {
    super(pods, `ClaimTemplate-${name}`);
    this.volume = setOwner(templateVolume(pods, name), String(pods.metadata.namespace), pods, pods);
  }

  public asVolume(): Volume {
    return this.volume;
  }

  public _mounted(): Volume {
    return this.volume;
  }

  public toKube(): k8s.KubePersistentVolumeClaimProps {
    return { metadata: { name: this.name }, spec: this.spec };
  }
}

/** Volume claim templates of a StatefulSet. Kubernetes creates a separate claim from each template for each pod. */
export class ClaimTemplates implements ClaimSource {
  private readonly templates = new Map<string, ClaimTemplate>();

  constructor(private readonly pods: AbstractPod) {}

  public nameFor(part: string): string {
    return part;
  }

  public claim(name: string, storage: StorageProps): ClaimedStorage {
    const { pods } = this;
    requireName(pods, 'claimName', name, DNS_LABEL, 'choose another name');
    if (
      pods.node.tryFindChild(volumeId(name)) !== undefined ||
      volumesOf(pods).some((volume) => volume.name === name)
    ) {
      const rule = 'must be unique among the volumes of its StatefulSet';
      throw propError(pods, 'claimName', name, rule, 'choose another name with claimName');
    }
    if (storage.volume !== undefined) {
      const rule = 'must not be given, as each pod has a claim of its own';
      throw propError(pods, 'volume', storage.volume.name, rule, 'create a MarStorage and mount that');
    }
    const template = new ClaimTemplate(pods, name, renderClaim(pods, storage));
    this.templates.set(name, template);
    return template;
  }

  /** Returns the templates for the manifest, or undefined if there are none. */
  public toKube(): k8s.KubePersistentVolumeClaimProps[] | undefined {
    return this.templates.size === 0 ? undefined : [...this.templates.values()].map((template) => template.toKube());
  }

  /** Returns `spec` without the volumes of the templates: Kubernetes adds those volumes to each pod. */
  public withoutVolumes(spec: k8s.PodSpec): k8s.PodSpec {
    return { ...spec, volumes: listOf(spec.volumes?.filter((volume) => !this.templates.has(volume.name))) };
  }
}
