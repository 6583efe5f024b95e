import { oncePerManifests } from '../manifests';

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class';

/** The class of claims that say none, if the manifests make it; else empty. */
export const defaultClass = oncePerManifests((manifests): string => {
  const found = manifests.ofKind('StorageClass').find(({ annotations }) => annotations[IS_DEFAULT] === 'true');
  return found?.name ?? '';
});
