import { Rule } from '../../rule';
import { ADOPTED_PODS } from './adopted-pods';
import { AUTOSCALERS } from './autoscalers';
import { BUDGETS } from './budgets';
import { EXCLUSIVE_CLAIMS } from './exclusive-claims';
import { HOSTS } from './hosts';
import { IMMUTABLE } from './immutable';
import { NODE_PORTS } from './node-ports';
import { POD_CLAIMS } from './pod-claims';
import { SELECTORS } from './selectors';

/** Rules for hosts, ports, pods and claims that only one object can have, but several objects use. */
export const CONFLICTS: readonly Rule[] = [
  HOSTS,
  NODE_PORTS,
  BUDGETS,
  AUTOSCALERS,
  SELECTORS,
  IMMUTABLE,
  EXCLUSIVE_CLAIMS,
  ADOPTED_PODS,
  POD_CLAIMS,
];
