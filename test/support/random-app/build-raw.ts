import { ApiObject, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import * as mar from '../../../lib';
import { Place } from './contents';
import { Raw, RawPods } from './program';
import { Amounts } from './program-pods';

const IMAGE = 'registry.example.com/raw:1.0';

/** Makes what is not the library's own. */
export function buildRaw(cluster: mar.MarCluster, raw: Raw, index: number, place: Place): void {
  const id = `Raw-${index}`;
  if (raw.raw === 'kplusDeployment') newKplusDeployment(cluster, id, raw);
  else if (raw.raw === 'kplusConfig')
    new kplus.ConfigMap(cluster, id, { metadata: { name: raw.name }, data: { a: 'b' } });
  else if (raw.raw === 'kplusService') newKplusService(cluster, id, raw.name);
  else {
    const { name, ...object } = manifestOf(raw, place);
    new ApiObject(cluster, id, { ...object, metadata: { name } });
  }
}

interface RawObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly [field: string]: unknown;
}

function manifestOf(raw: Exclude<Raw, { raw: `kplus${string}` }>, { prefix }: Place): RawObject {
  const { name } = raw;
  switch (raw.raw) {
    case 'config':
      return { apiVersion: 'v1', kind: 'ConfigMap', name, data: { key: 'value' } };
    case 'claim':
      return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, spec: claimSpec() };
    case 'networkPolicy':
      return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name, spec: { podSelector: {} } };
    case 'clusterRole':
      return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name: `${prefix}${name}`, rules: [] };
    case 'quota':
      return { apiVersion: 'v1', kind: 'ResourceQuota', name, spec: { hard: { pods: `${raw.pods}` } } };
    case 'limitRange':
      return { apiVersion: 'v1', kind: 'LimitRange', name, spec: limitSpec(raw.maxCpu) };
    case 'service':
      return { apiVersion: 'v1', kind: 'Service', name, spec: { type: raw.type, ports: [{ port: 80 }] } };
    case 'ingress':
      return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name, spec: ingressSpec(`${prefix}${raw.host}`) };
    case 'pod':
      return { apiVersion: 'v1', kind: 'Pod', name, spec: podSpec(raw) };
    default:
      return { apiVersion: 'apps/v1', kind: 'Deployment', name, spec: deploymentSpec(raw) };
  }
}

function claimSpec(): object {
  return { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '64Mi' } } };
}

function limitSpec(maxCpu: number): object {
  const cpu = `${maxCpu}m`;
  return { limits: [{ type: 'Container', max: { cpu }, default: { cpu } }] };
}

function ingressSpec(host: string): object {
  const backend = { service: { name: 'raw', port: { number: 80 } } };
  return {
    ingressClassName: 'nginx',
    rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
  };
}

function deploymentSpec(raw: RawPods): object {
  const labels = { raw: raw.name, ...raw.labels };
  const { name, replicas } = raw;
  return { replicas, selector: { matchLabels: { raw: name } }, template: { metadata: { labels }, spec: podSpec(raw) } };
}

function podSpec(raw: RawPods): object {
  const securityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const container = { name: 'raw', image: IMAGE, resources: resourcesOf(raw) };
  return { containers: [raw.hardened ? { ...container, securityContext } : container] };
}

/** None are left to the LimitRange. */
function resourcesOf({ cpu, memory }: Amounts): object | undefined {
  const limits = {
    ...(cpu === undefined ? {} : { cpu: `${cpu}m` }),
    ...(memory === undefined ? {} : { memory: `${memory}Mi` }),
  };
  return Object.keys(limits).length === 0 ? undefined : { limits };
}

function newKplusDeployment(cluster: mar.MarCluster, id: string, raw: RawPods): void {
  const { name, replicas, cpu = 100, memory = 64 } = raw;
  const resources = {
    cpu: { limit: kplus.Cpu.millis(cpu), request: kplus.Cpu.millis(cpu) },
    memory: { limit: Size.mebibytes(memory), request: Size.mebibytes(memory) },
  };
  new kplus.Deployment(cluster, id, {
    metadata: { name },
    replicas,
    containers: [{ image: IMAGE, resources, securityContext: raw.hardened ? HARDENED : undefined }],
  });
}

function newKplusService(cluster: mar.MarCluster, id: string, name: string): void {
  const selector = kplus.Pods.select(cluster, `${id}-Pods`, { labels: { app: 'mar' } });
  new kplus.Service(cluster, id, { metadata: { name }, selector, ports: [{ port: 80 }] });
}

const HARDENED: kplus.ContainerSecurityContextProps = {
  capabilities: { drop: [kplus.Capability.ALL] },
  seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
};
