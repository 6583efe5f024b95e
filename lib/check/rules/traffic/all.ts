import { Rule } from '../../rule';
import { INGRESS_ENTRY } from './ingress-entry';
import { ONE_SIDED } from './one-sided';
import { SERVICE_ENTRY } from './service-entry';

/** Rules about traffic that network policies would block. */
export const TRAFFIC: readonly Rule[] = [ONE_SIDED, INGRESS_ENTRY, SERVICE_ENTRY];
