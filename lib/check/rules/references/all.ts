import { Rule } from '../../rule';
import { BUDGET_PODS } from './budget-pods';
import { CLAIMS } from './claims';
import { CONFIG_MAPS, SECRETS } from './configuration';
import { INGRESS_BACKENDS } from './ingress-backends';
import { NAMESPACES } from './namespaces';
import { NODE_AFFINITY } from './node-affinity';
import { ORDER } from './order';
import { OWN_NAMESPACE } from './own-namespace';
import { POD_CLASSES } from './pod-classes';
import { ROLE_BINDINGS } from './role-bindings';
import { SCALE_TARGETS } from './scale-targets';
import { SERVICE_ACCOUNTS } from './service-accounts';
import { SERVICE_PODS } from './service-pods';
import { NAMED_TARGET_PORTS, NUMBERED_TARGET_PORTS } from './target-ports';

/** Rules for references from one object to another. */
export const REFERENCES: readonly Rule[] = [
  SERVICE_PODS,
  NAMED_TARGET_PORTS,
  NUMBERED_TARGET_PORTS,
  CLAIMS,
  CONFIG_MAPS,
  SECRETS,
  INGRESS_BACKENDS,
  SERVICE_ACCOUNTS,
  ROLE_BINDINGS,
  POD_CLASSES,
  SCALE_TARGETS,
  BUDGET_PODS,
  NAMESPACES,
  ORDER,
  OWN_NAMESPACE,
  NODE_AFFINITY,
];
