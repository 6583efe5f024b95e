import { ImagePullPolicy } from 'cdk8s-plus-30';
import { isFromRegistry, addDefaultRegistry } from '../security/registries';
import { propError, Where } from '../internal/errors';

const PATH = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
/** Digests by the algorithms that the kubelet knows: others are `InvalidImageName` to it, and the container never starts. */
const DIGEST = ['sha256:[a-f0-9]{64}', 'sha384:[a-f0-9]{96}', 'sha512:[a-f0-9]{128}'].join('|');
const REFERENCE = new RegExp(
  `^((?:[A-Za-z0-9][-A-Za-z0-9.]*(?::\\d+)?/)?${PATH}(?:/${PATH})*)(?::([\\w][\\w.-]{0,127}))?(?:@(${DIGEST}))?$`,
);

/** Image reference that names its version by a tag or a digest. */
export interface Image {
  /** Reference as the user wrote it. */
  readonly reference: string;
  /** Registry and path. */
  readonly repository: string;
  /** True if the reference has a digest. */
  readonly hasDigest: boolean;
}

/**
 * Reads an image. MAR's rule: a tag other than `latest`, or a digest; from one of the registries, if they are given.
 * @see https://github.com/distribution/reference for the grammar
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/util/parsers/parsers.go for the algorithms of digests
 */
export function parseImage(where: Where, prop: string, reference: string, registries?: readonly string[]): Image {
  const [, name, tag, digest] = typeof reference === 'string' ? (REFERENCE.exec(reference) ?? []) : [];
  if (name === undefined) {
    throw propError(where, prop, reference, 'must be an image', "write it as 'registry.example.com/orders:1.4.2'");
  }
  if (digest === undefined && (tag === undefined || tag === 'latest')) {
    const rule = "must name its version by a digest or a tag other than 'latest'";
    throw propError(where, prop, reference, rule, "add one, such as ':1.4.2'");
  }
  const repository = addDefaultRegistry(name);
  if (registries !== undefined && !isFromRegistry(registries, name)) {
    const rule = `must come from a registry that the cluster allows (${registries.join(', ')})`;
    throw propError(where, prop, reference, rule, "use one of them, or add to the cluster's allowedRegistries");
  }
  return { reference, repository, hasDigest: digest !== undefined };
}

/** Returns ALWAYS if `alwaysPull` is true or the image has only a tag, which may move. Otherwise IF_NOT_PRESENT. */
export function pullPolicyOf(image: Image, alwaysPull: boolean): ImagePullPolicy {
  return image.hasDigest && !alwaysPull ? ImagePullPolicy.IF_NOT_PRESENT : ImagePullPolicy.ALWAYS;
}
