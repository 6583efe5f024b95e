import { PROFILE } from '../../internal/labels';
import { ObjectMeta } from './kube';

/** The profiles that shaped an object, as `name@version`, by name. */
export function profilesOf({ labels = {} }: ObjectMeta): string[] {
  const ours = Object.entries(labels).filter(([key]) => key.startsWith(PROFILE));
  return ours.map(([key, version]) => `${key.slice(PROFILE.length)}@${version}`).sort();
}
