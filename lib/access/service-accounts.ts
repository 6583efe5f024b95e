import { ApiObject, JsonPatch } from 'cdk8s';
import { k8s, ServiceAccount } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { DNS_SUBDOMAIN, requireName } from '../kube/names';
import { requireList } from '../internal/values';

/** Name of the ServiceAccount for instances that do not call the Kubernetes API. */
export const INSTANCE_SERVICE_ACCOUNT = 'instances';

/** Returns references to the Secrets in `names`. Throws if a name is not a valid Secret name. */
export function renderPullSecrets(scope: Construct, names: readonly string[] = []): k8s.LocalObjectReference[] {
  requireList(scope, 'imagePullSecrets', names);
  return names.map((name) => {
    requireName(scope, 'imagePullSecrets', name, DNS_SUBDOMAIN, 'give the name of a Secret of this cluster');
    return { name };
  });
}

/** Writes a ServiceAccount that refers to `pullSecrets`. Its token is not mounted unless a pod asks for the token. */
export function writeServiceAccount(
  scope: Construct,
  id: string,
  name: string,
  pullSecrets: k8s.LocalObjectReference[],
): ServiceAccount {
  const account = new ServiceAccount(scope, id, { metadata: { name }, automountToken: false });
  if (pullSecrets.length > 0) ApiObject.of(account).addJsonPatch(JsonPatch.add('/imagePullSecrets', pullSecrets));
  return account;
}
