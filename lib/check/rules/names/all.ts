import { Rule } from '../../rule';
import { ANNOTATIONS } from './annotation-keys';
import { ANNOTATION_SIZE } from './annotation-size';
import { CONTAINER_PORTS } from './container-ports';
import { CONTAINERS } from './containers';
import { DATA } from './data';
import { DERIVED_NAMES } from './derived-names';
import { DUPLICATE } from './duplicate';
import { ENVIRONMENT } from './environment';
import { HOSTS } from './hosts';
import { LABELS } from './labels';
import { LISTS } from './lists';
import { MOUNTS } from './mounts';
import { NAMED_PORTS } from './named-ports';
import { OBJECT_NAME } from './object-name';
import { SELECTORS } from './selectors';
import { SERVICE_PORTS } from './service-ports';
import { VOLUME_FILES } from './volume-files';
import { VOLUMES } from './volumes';

/** What things are called, and what they carry by a name. */
export const NAMES: readonly Rule[] = [
  OBJECT_NAME,
  DUPLICATE,
  LABELS,
  SELECTORS,
  ANNOTATIONS,
  ANNOTATION_SIZE,
  CONTAINER_PORTS,
  SERVICE_PORTS,
  NAMED_PORTS,
  ENVIRONMENT,
  CONTAINERS,
  VOLUMES,
  MOUNTS,
  DATA,
  HOSTS,
  DERIVED_NAMES,
  VOLUME_FILES,
  LISTS,
];
