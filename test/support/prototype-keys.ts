import { App, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import * as mar from '../../lib';

/** Names of what every object has already. */
export const INHERITED = Object.getOwnPropertyNames(Object.prototype);

/** Those that Kubernetes takes as keys of labels and annotations. */
export const INHERITED_LABELS = INHERITED.filter((key) => /^[a-z]/i.test(key));

/** The namespace of `prototypeKeys`. */
export const INHERITING = 'e2e-inherited';

/** A record with these keys as its own. */
export function recordOf<T>(keys: readonly string[], value: T): Record<string, T> {
  return Object.fromEntries(keys.map((key) => [key, value]));
}

/** A cluster that has these keys wherever a key is free. */
export function prototypeKeys(app: App, keys: readonly string[]): mar.MarCluster {
  const labels = recordOf(keys.filter((key) => INHERITED_LABELS.includes(key)), 'x'); // prettier-ignore
  const names = keys.filter((key) => key === 'constructor'); // the one that is a DNS label
  const env = recordOf(keys, kplus.EnvValue.fromValue('x'));
  const cluster = new mar.MarCluster(app, INHERITING, {
    labels,
    annotations: labels,
    imagePullSecrets: ['registry'],
    dns: { podLabels: labels },
    allowLiteralSecrets: recordOf(names, 'for tests'),
    quota: {
      objects: recordOf(names, 5),
      storageClasses: recordOf(names, { claims: 5 }),
      scoped: recordOf(names, { scope: mar.QuotaScope.terminating(), pods: 5 }),
    },
    profile: new mar.MarProfile({ name: 'all', version: '1', env, nodeSelector: labels }),
  });
  const config = new mar.MarConfig(cluster, 'config', { data: recordOf(keys, 'x') });
  const binary = new mar.MarConfig(cluster, 'binary', { binaryData: recordOf(keys, 'eA==') });
  const pod = new mar.MarInstance(cluster, 'pod', {
    image: 'orders:1.4.2',
    cpu: kplus.Cpu.millis(100),
    memory: Size.mebibytes(64),
    port: 80,
    readiness: mar.Health.tcp(),
    env: Object.fromEntries(keys.map((key) => [key, config.envValue(key)])),
    labels,
    annotations: labels,
    topologySpread: [{ topology: kplus.Topology.ZONE, labels: { app: 'x', ...labels } }],
  });
  const items = Object.fromEntries(keys.map((key) => [key, key]));
  pod.main.mount('/files', mar.MarVolume.projected(pod, 'files', [mar.ProjectedSource.configMap('config', items)]));
  pod.main.mount('/binary', binary);
  pod.allowFrom(mar.Peer.pods({ podLabels: labels, namespaceLabels: labels }));
  mar.Checks.of(pod).allow('MAR-W01', 'one pod is enough for a test');
  pod.exposeViaIngress('web.example.com', { annotations: labels });
  new mar.MarStorageClass(cluster, 'e2e-class', { provisioner: 'csi.example.com', parameters: recordOf(keys, 'x') });
  for (const name of names) {
    cluster.addServiceAccount(name);
    cluster.grant(mar.Subject.user(name), mar.MarRole.custom(name, [mar.MarPermission.LOGS_READ]));
    new kplus.Secret(cluster, 'Secret', { metadata: { name, labels }, stringData: recordOf(keys, 'x') });
  }
  return cluster;
}
