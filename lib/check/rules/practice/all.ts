import { Rule } from '../../rule';
import { AUTOSCALED_REPLICAS } from './autoscaled-replicas';
import { BLOCKED_DRAIN } from './blocked-drain';
import { EXCLUSIVE_VOLUME } from './exclusive-volume';
import { IMAGE_TAG } from './image-tag';
import { LINKED_VARIABLES } from './linked-variables';
import { MANY_LINKS } from './many-links';
import { READINESS } from './readiness';
import { SHARED_PORTS } from './shared-ports';
import { SINGLE_POD } from './single-pod';

/** Rules about settings that Kubernetes accepts but that are rarely intended. */
export const PRACTICE: readonly Rule[] = [
  SINGLE_POD,
  READINESS,
  IMAGE_TAG,
  BLOCKED_DRAIN,
  LINKED_VARIABLES,
  MANY_LINKS,
  AUTOSCALED_REPLICAS,
  EXCLUSIVE_VOLUME,
  SHARED_PORTS,
];
