import { ApiObject, JsonPatch } from 'cdk8s';
import { k8s, ServiceAccount } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { DNS_SUBDOMAIN, requireName } from '../kube/names';
import { requireList } from '../internal/values';

/** The name of the service account that instances use which call no API. */
export const INSTANCES = 'instances';

/** Refuses what can be no Secret's name. */
export function pullSecretReferences(scope: Construct, names: readonly string[] = []): k8s.LocalObjectReference[] {
  requireList(scope, 'imagePullSecrets', names);
  return names.map((name) => {
    requireName(scope, 'imagePullSecrets', name, DNS_SUBDOMAIN, 'give the name of a Secret of this cluster');
    return { name };
  });
}

/** Writes a service account whose token no pod gets unasked, with the cluster's secrets for pulling images. */
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
