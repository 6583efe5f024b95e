import { Example, object, Patch, pod } from '../objects';

export const LABEL = "must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit)";

/** Nothing but data and metadata. */
export const config = (patch: Patch, name = 'web'): Example => object('v1', 'ConfigMap', patch, name);
/** A pod whose container has this changed. */
export const container = (patch: Patch): Example => pod({ spec: { containers: [patch] } });
