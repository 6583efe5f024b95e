import { Rule } from '../../rule';
import { ADDRESS_BLOCKS } from './address-blocks';
import { AFFINITY } from './affinity';
import { ANNOTATIONS } from './annotation-keys';
import { ANNOTATION_SIZE } from './annotation-size';
import { AUTOSCALERS } from './autoscalers';
import { CONTAINER_PORTS } from './container-ports';
import { CONTAINERS } from './containers';
import { DATA } from './data';
import { DERIVED_NAMES } from './derived-names';
import { DUPLICATE } from './duplicate';
import { ENVIRONMENT } from './environment';
import { HANDLERS } from './handlers';
import { HOSTS } from './hosts';
import { JOB_LABELS } from './job-labels';
import { LABELS } from './labels';
import { LISTS } from './lists';
import { MOUNTS } from './mounts';
import { NAMED_PORTS } from './named-ports';
import { NODE_PORT_RANGE } from './node-port-range';
import { NODE_PROFILES } from './node-profiles';
import { OBJECT_NAME } from './object-name';
import { POD_ANNOTATIONS } from './pod-annotations';
import { POD_DNS } from './pod-dns';
import { SELECTORS } from './selectors';
import { SERVICE_PORTS } from './service-ports';
import { TOLERATIONS } from './tolerations';
import { VOLUME_FILES } from './volume-files';
import { VOLUME_SOURCES } from './volume-sources';
import { VOLUMES } from './volumes';

/** Rules for the names, labels, annotations and ports of objects, and for other values with a fixed format. */
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
  JOB_LABELS,
  TOLERATIONS,
  HANDLERS,
  VOLUME_SOURCES,
  POD_DNS,
  AUTOSCALERS,
  AFFINITY,
  NODE_PROFILES,
  POD_ANNOTATIONS,
  ADDRESS_BLOCKS,
  NODE_PORT_RANGE,
];
