import { PROFILE } from '../../internal/labels';
import { ObjectMeta } from './kube';

/** Returns the profiles of an object from its labels, as `name@version`, sorted by name. */
export function profilesOf({ labels = {} }: ObjectMeta): string[] {
  const ours = Object.entries(labels).filter(([key]) => key.startsWith(PROFILE));
  return ours.map(([key, version]) => `${key.slice(PROFILE.length)}@${version}`).sort();
}
