import { Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-30';
import {
  ExistingCluster,
  ExistingClusterProps,
  Isolation,
  MarCluster,
  MarProfile,
  PodSecurityLevel,
  Port,
} from '../../lib';
import { all, expectRefusal, frozen, Manifest, manifestsOf, only, testApp } from '../support/manifest';
import { cluster, instance } from './fixture';

const COMMON = { 'app.kubernetes.io/managed-by': 'cdk8s-mar', 'app.kubernetes.io/part-of': 'mar' };

function existing(props?: ExistingClusterProps, id = 'legacy'): ExistingCluster {
  return MarCluster.fromName(testApp(), id, frozen(props));
}

test('nothing is written for a cluster that exists', () => {
  expect(manifestsOf(existing())).toEqual([]);
});

test('an instance is placed in a cluster that exists', () => {
  const legacy = existing();
  instance(legacy, 'api');
  expect(manifestsOf(legacy)).toHaveLength(1);
  expect(only(legacy, 'Pod').metadata).toMatchObject({ name: 'api', namespace: 'legacy' });
});

test('what is created in a cluster that exists is in its namespace and has the labels of MAR and of its chart', () => {
  const legacy = existing();
  new ConfigMap(legacy, 'Config');
  const { namespace, labels } = only(legacy, 'ConfigMap').metadata;
  expect([namespace, labels]).toEqual(['legacy', { ...COMMON, 'mar-existing-cluster': 'legacy' }]);
});

test('every prop of a cluster that exists is found in the manifests of its instances', () => {
  const every: Required<ExistingClusterProps> = {
    clusterName: 'old-prod',
    isolation: Isolation.PRIVATE,
    ingressController: { className: 'traefik' },
    podSecurityLevel: PodSecurityLevel.RESTRICTED,
    serviceAccountName: 'workers',
    profile: new MarProfile({ name: 'standard', version: '1.2', priorityClassName: 'high' }),
    allowLiteralSecrets: { demo: 'no secret at all' },
  };
  const legacy = existing(every);
  instance(legacy, 'api').exposeViaIngress('api.example.com');
  expect(legacy.clusterName).toBe('old-prod');
  expect(only(legacy, 'Pod')).toMatchObject({
    metadata: { namespace: 'old-prod', labels: { 'profile/standard': '1.2' } },
    spec: { serviceAccountName: 'workers', priorityClassName: 'high' },
  });
  expect(only(legacy, 'NetworkPolicy').metadata).toMatchObject({ name: 'api-traffic', namespace: 'old-prod' });
  expect(only(legacy, 'Ingress').spec.ingressClassName).toBe('traefik');
  expect(() => instance(legacy, 'root', { security: { allowRoot: true } })).toThrow(
    new Error(
      '[legacy/root] security.allowRoot must not be loosened so far in a cluster that enforces the pod security level ' +
        "'restricted', got 'true': leave it out, or change the cluster's podSecurity",
    ),
  );
});

describe('by default', () => {
  const podOf = (props?: ExistingClusterProps): Manifest => {
    const legacy = existing(props);
    instance(legacy, 'api', { security: { allowRoot: true } });
    return only(legacy, 'Pod');
  };

  test('the id of a cluster that exists is its name', () => {
    expect(existing().clusterName).toBe('legacy');
  });

  test('instances of a cluster that exists use its service account default', () => {
    expect(podOf().spec.serviceAccountName).toBe('default');
  });

  test('instances of a cluster that exists find its Services in their environment', () => {
    expect(podOf().spec.enableServiceLinks).toBe(true);
  });

  test('nothing is refused for a pod security level that nobody knows', () => {
    expect(podOf()).toBeDefined();
  });

  test('a cluster that exists has the ingress controller of any other', () => {
    const legacy = existing();
    instance(legacy, 'api').exposeViaIngress('api.example.com');
    expect(only(legacy, 'Ingress').spec.ingressClassName).toBe('nginx');
  });

  test('a cluster that exists counts as isolated, so what is declared is written', () => {
    const legacy = existing();
    instance(legacy, 'db').allowFrom(instance(legacy, 'api'));
    expect(all(legacy, 'NetworkPolicy')).toHaveLength(2);
  });

  test.each(['clusterName', 'isolation', 'ingressController', 'podSecurityLevel', 'serviceAccountName'])(
    '%s of a cluster that exists counts as left out if undefined',
    (prop) => {
      expect(podOf({ [prop]: undefined })).toEqual(podOf());
    },
  );
});

test('what is declared of a cluster that exists and is open writes no policy', () => {
  const legacy = existing({ isolation: Isolation.OPEN });
  instance(legacy, 'db').allowFrom(instance(legacy, 'api'));
  expect(all(legacy, 'NetworkPolicy')).toEqual([]);
});

test('a cluster that exists is a peer by its name, and its own policies are left alone', () => {
  const [prod, legacy] = [cluster(), existing()];
  prod.allowFrom(legacy, Port.tcp(80));
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'legacy' } };
  const { ingress } = only(prod, 'NetworkPolicy', 'allow-declared').spec;
  expect(ingress).toEqual([{ from: [{ podSelector: {}, namespaceSelector }], ports: [{ protocol: 'TCP', port: 80 }] }]);
  expect(manifestsOf(legacy)).toEqual([]);
});

test('fails when the name of a cluster that exists is not valid', () => {
  const app = testApp();
  const shop = new Chart(app, 'shop');
  expectRefusal(
    app,
    () => MarCluster.fromName(shop, 'legacy', { clusterName: 'old_prod' }),
    "[shop/legacy] clusterName must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit), " +
      "got 'old_prod': give the name of a namespace",
  );
});

test('fails when the service account of a cluster that exists has a name that is not valid', () => {
  expect(() => existing({ serviceAccountName: 'my_workers' })).toThrow(
    new Error(
      "[legacy] serviceAccountName must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter " +
        "or digit), got 'my_workers': give the name of a ServiceAccount",
    ),
  );
});

test('an existing cluster that is made by its constructor is the one that fromName makes', () => {
  const made = new ExistingCluster(testApp(), 'legacy');
  expect(made.clusterName).toBe(MarCluster.fromName(testApp(), 'legacy').clusterName);
});
