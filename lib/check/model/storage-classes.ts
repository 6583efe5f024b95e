import { oncePerManifests } from '../manifests';

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class';

/** Returns the name of the default StorageClass; an empty string if no manifest creates one. */
export const defaultClass = oncePerManifests((manifests): string => {
  const found = manifests.ofKind('StorageClass').find(({ annotations }) => annotations[IS_DEFAULT] === 'true');
  return found?.name ?? '';
});
