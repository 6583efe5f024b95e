import { ConfigMap, Cpu } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Isolation, MarCluster, MarClusterProps, MarProfile, PodSecurityLevel } from '../../lib';
import { VERSION_ANNOTATION } from '../../lib/internal/version';
import { all, Manifest, manifestsOf, only, testApp } from '../support/manifest';
import { cluster, instance } from './fixture';

const COMMON = { 'app.kubernetes.io/managed-by': 'cdk8s-mar', 'app.kubernetes.io/part-of': 'mar' };
const DIGEST = `sha256:${'0'.repeat(64)}`;

const EVERY: Required<MarClusterProps> = {
  clusterName: 'prod-us-east',
  region: 'us-east',
  labels: { team: 'shop' },
  annotations: { 'example.com/contact': 'shop@example.com' },
  podSecurity: { level: PodSecurityLevel.BASELINE },
  quota: { pods: 7 },
  limits: { max: { cpu: Cpu.units(3) } },
  isolation: Isolation.PRIVATE,
  dns: { namespace: 'dns' },
  ingressController: { className: 'traefik' },
  imagePullSecrets: ['registry'],
  allowedRegistries: ['registry.example.com'],
  alwaysPullImages: true,
  serviceLinks: false,
  profile: new MarProfile({ name: 'standard', version: '1.2', priorityClassName: 'high' }),
  allowLiteralSecrets: { demo: 'no secret at all' },
};

const fromElsewhere = (cluster: string): Error =>
  new Error(
    `[${cluster}/web] image must come from a registry that the cluster allows (registry.example.com), got ` +
      "'docker.io/web:1.0': use one of them, or add to the cluster's allowedRegistries",
  );

const namespaceOf = (props?: MarClusterProps): Manifest => only(cluster(props), 'Namespace');
const podOf = (props?: MarClusterProps, image = `registry.example.com/orders@${DIGEST}`): Manifest => {
  const prod = cluster(props);
  instance(prod, 'api', { image });
  return only(prod, 'Pod');
};

test('a cluster is a namespace with its quota, limits, service account and policies, and nothing else', () => {
  const written = manifestsOf(cluster()).map((object) => `${object.kind} ${object.metadata.name}`);
  expect(written.sort()).toEqual([
    'LimitRange limits',
    'Namespace prod',
    'NetworkPolicy allow-dns',
    'NetworkPolicy allow-inside',
    'NetworkPolicy default-deny',
    'ResourceQuota quota',
    'ServiceAccount instances',
  ]);
});

test('the namespace is written first', () => {
  expect(
    manifestsOf(cluster())
      .map((object) => object.kind)
      .indexOf('Namespace'),
  ).toBe(0);
});

test('every object but the namespace itself is in the namespace of the cluster', () => {
  const others = manifestsOf(cluster()).filter((object) => object.kind !== 'Namespace');
  expect(new Set(others.map((object) => object.metadata.namespace))).toEqual(new Set(['prod']));
  expect(namespaceOf().metadata).not.toHaveProperty('namespace');
});

test('what another library creates in a cluster, however deep, goes to its namespace', () => {
  const prod = cluster({ clusterName: 'prod-us-east' });
  new ConfigMap(new Construct(prod, 'Other'), 'Config');
  expect(only(prod, 'ConfigMap').metadata.namespace).toBe('prod-us-east');
});

test('every prop of a cluster is found in its manifests', () => {
  const prod = cluster(EVERY, 'id');
  const api = instance(prod, 'api', { image: `registry.example.com/orders@${DIGEST}` });
  api.exposeViaIngress('api.example.com');
  expect(only(prod, 'Namespace').metadata).toEqual({
    name: 'prod-us-east',
    annotations: {
      'example.com/contact': 'shop@example.com',
      'literal-secrets': 'demo: no secret at all',
      ...VERSION_ANNOTATION,
    },
    labels: expect.objectContaining({
      ...COMMON,
      'profile/standard': '1.2',
      team: 'shop',
      'topology.kubernetes.io/region': 'us-east',
      'pod-security.kubernetes.io/enforce': 'baseline',
    }),
  });
  expect(only(prod, 'ResourceQuota').spec.hard.pods).toBe('7');
  expect(only(prod, 'LimitRange').spec.limits).toContainEqual(
    expect.objectContaining({ max: { cpu: '3', memory: '16Gi' } }),
  );
  expect(all(prod, 'NetworkPolicy').map((policy) => policy.metadata.name)).not.toContain('allow-inside');
  const [dns] = only(prod, 'NetworkPolicy', 'allow-dns').spec.egress[0].to;
  expect(dns.namespaceSelector.matchLabels).toEqual({ 'kubernetes.io/metadata.name': 'dns' });
  expect(only(prod, 'Ingress').spec.ingressClassName).toBe('traefik');
  expect(only(prod, 'ServiceAccount').imagePullSecrets).toEqual([{ name: 'registry' }]);
  expect(only(prod, 'Pod').spec).toMatchObject({
    enableServiceLinks: false,
    priorityClassName: 'high',
    containers: [{ name: 'app', imagePullPolicy: 'Always' }],
  });
  expect(() => instance(prod, 'web', { image: 'docker.io/web:1.0' })).toThrow(fromElsewhere('id'));
});

describe('defaults', () => {
  test.each(Object.keys(EVERY))('%s that is undefined counts as left out', (prop) => {
    expect(manifestsOf(cluster({ [prop]: undefined }))).toEqual(manifestsOf(cluster()));
  });

  test('the name of a cluster is its id, letter for letter', () => {
    const prod = cluster({}, '1-prod-us-east');
    expect([prod.clusterName, only(prod, 'Namespace').metadata.name]).toEqual(['1-prod-us-east', '1-prod-us-east']);
  });

  test('a namespace has the labels of MAR, of its cluster and of pod security, and says which version wrote it', () => {
    const { labels, ...metadata } = namespaceOf().metadata;
    const own = Object.entries(labels).filter(([key]) => !key.startsWith('pod-security.kubernetes.io/'));
    expect([metadata, Object.fromEntries(own)]).toEqual([
      { name: 'prod', annotations: VERSION_ANNOTATION },
      { ...COMMON, 'mar-cluster': 'prod' },
    ]);
  });

  test('an image may come from any registry', () => {
    expect(podOf({}, 'docker.io/web:1.0').spec.containers[0].image).toBe('docker.io/web:1.0');
  });

  test('a node keeps an image that is pinned by digest', () => {
    expect(podOf().spec.containers[0].imagePullPolicy).toBe('IfNotPresent');
  });

  test('instances find the Services of the cluster in their environment', () => {
    expect(podOf().spec.enableServiceLinks).toBe(true);
  });
});

test('labels of a cluster are on all of its objects, beside those of MAR', () => {
  const prod = cluster({ labels: { team: 'shop' } });
  instance(prod, 'api');
  for (const object of manifestsOf(prod)) expect(object.metadata.labels).toMatchObject({ ...COMMON, team: 'shop' });
});

test.each([undefined, 'us-east'])('a cluster knows that its region is %s', (region) => {
  expect(cluster({ region }).region).toBe(region);
});

test('a cluster that enforces restricted refuses at once what it would refuse to run', () => {
  expect(() => instance(cluster(), 'api', { security: { allowRoot: true } })).toThrow(
    new Error(
      '[prod/api] security.allowRoot must not be loosened so far in a cluster that enforces the pod security level ' +
        "'restricted', got 'true': leave it out, or change the cluster's podSecurity",
    ),
  );
});

test('registries that are added to the array later are not those of the cluster', () => {
  const allowedRegistries = ['registry.example.com'];
  const prod = new MarCluster(testApp(), 'prod', { allowedRegistries });
  allowedRegistries.push('docker.io');
  expect(() => instance(prod, 'web', { image: 'docker.io/web:1.0' })).toThrow(fromElsewhere('prod'));
});
