import { finding } from '../../../internal/errors';
import { podGroups } from '../../model/pod-group';
import { Basis, Rule, Severity } from '../../rule';

/** The tag `latest` can mean another program at the next start, on another node, and after a rollback. */
export const IMAGE_TAG: Rule = {
  code: 'MAR-W03',
  severity: Severity.WARNING,
  basis: Basis.PLATFORM,
  title: 'An image names its version.',
  check: (manifests) =>
    podGroups(manifests).flatMap(({ owner, containers }) =>
      containers
        .filter(({ container: { image } }) => typeof image === 'string' && !hasVersion(image))
        .map(({ container: { image }, field }) => {
          const rule = "must name its version by a digest or a tag other than 'latest'";
          return { manifest: owner, message: finding(`${field}.image`, image, rule, "add one, such as ':1.4.2'") };
        }),
    ),
};

/** The port of a registry is no tag. */
function hasVersion(image: string): boolean {
  const tag = /:([^:/]*)$/.exec(image)?.[1];
  return image === '' || image.includes('@') || (tag !== undefined && tag !== 'latest');
}
