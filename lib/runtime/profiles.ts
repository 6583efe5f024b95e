import { ObjectMeta } from './kube';

/** Of the keys of the labels by which a profile is visible on what it shaped (lib/profile/mar-profile.ts). */
const PREFIX = 'profile/';

/** The profiles that shaped an object, as `name@version`, by name. */
export function profilesOf({ labels = {} }: ObjectMeta): string[] {
  const ours = Object.entries(labels).filter(([key]) => key.startsWith(PREFIX));
  return ours.map(([key, version]) => `${key.slice(PREFIX.length)}@${version}`).sort();
}
