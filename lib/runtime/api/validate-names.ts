import { MarErrorCode, MarRuntimeError } from './errors';
import { DNS_LABEL, DNS_SUBDOMAIN, satisfiesRule } from '../../kube/names';
import { Target } from '../object/target';

/**
 * Throws if `name` is not a valid name of a namespace. In the path of a request, such a name could address another resource.
 *
 * @throws MarRuntimeError `NoSuchCluster`
 */
export function requireCluster(name: string): void {
  if (satisfiesRule(name, DNS_LABEL)) return;
  throw new MarRuntimeError(MarErrorCode.NO_SUCH_CLUSTER, `[${name}] no such cluster: its name ${DNS_LABEL.text}`);
}

/**
 * Throws if the cluster or the instance ID is not a valid Kubernetes name.
 *
 * @throws MarRuntimeError `NoSuchCluster` or `NoSuchInstance`
 */
export function requireTarget({ cluster, id }: Target): void {
  requireCluster(cluster);
  if (satisfiesRule(id, DNS_SUBDOMAIN)) return;
  const message = `[${cluster}/${id}] no such instance: its ID ${DNS_SUBDOMAIN.text}`;
  throw new MarRuntimeError(MarErrorCode.NO_SUCH_INSTANCE, message);
}
