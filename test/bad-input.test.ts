import { App, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { MarCluster, MarInstance, MarInstanceProps, MarPermission, MarRole, Peer, Port } from '../lib';
import { CPU_ADVICE, expectRefusals, Refusal, SIZE_ADVICE } from './support/bad-input';
import { testApp } from './support/manifest';

const SMALL = { image: 'orders:1.4.2', cpu: Cpu.units(1), memory: Size.gibibytes(1), port: 5000 };

function cluster(): MarCluster {
  return new MarCluster(testApp(), 'prod');
}

function instance(props: Partial<MarInstanceProps> = {}, id = 'api', scope = cluster()): MarInstance {
  return new MarInstance(scope, id, { ...SMALL, ...props });
}

function twice(props: [Partial<MarInstanceProps>, Partial<MarInstanceProps>], ids: [string, string]): void {
  const prod = cluster();
  ids.forEach((id, i) => instance(props[i], id, prod));
}

const DNS_LABEL = "must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit)";
const INSTANCE_ID =
  "must be a DNS name of at most 63 characters (a-z, 0-9, '-' and '.', each part first and last a letter or digit)";
const KEYS = "must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters";
const PORT = 'must be a whole number of 1 to 65535';
const CPU = 'must be a whole number of millicores above 0';
const SIZE = 'must be a whole number of bytes above 0';
const UNIQUE_POD = "must be unique among the objects of kind Pod in cluster 'prod'";
const UNKNOWN = JSON.parse('"instances:fly"') as MarPermission; // as it comes from a file
const mebibytes = (amount: number): Size => Size.mebibytes(amount);

const rows: Refusal[] = [
  [
    'a cluster name in capitals',
    () => new MarCluster(testApp(), 'Prod'),
    `[Prod] clusterName ${DNS_LABEL}, got 'Prod': rename the cluster`,
  ],
  [
    'an instance ID with an underscore',
    () => instance({}, 'mar_i'),
    `[prod/mar_i] instanceId ${INSTANCE_ID}, got 'mar_i': choose another id`,
  ],
  [
    'a label with a space',
    () => instance({ labels: { team: 'a b' } }),
    "[prod/api] labels['team'] must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a " +
      "letter or digit), got 'a b': shorten it, or make it an annotation",
  ],
  [
    'an annotation key with two slashes',
    () => instance({ annotations: { 'a/b/c': 'x' } }),
    `[prod/api] annotations ${KEYS}, got 'a/b/c': rename the key`,
  ],
  ['port 0', () => instance({ port: 0 }), `[prod/api] port ${PORT}, got '0': correct it`],
  [
    'port 65536',
    () => Port.tcp(65536),
    `Port.tcp(65536) must have a whole number of 1 to 65535: give ports in ascending order, or Port.all()`,
  ],
  [
    'a port name without a letter',
    () => instance({ ports: [{ name: '80', number: 80 }] }),
    "[prod/api] ports[].name must be a port name (1 to 15 of a-z, 0-9 and single '-', at least one letter), got '80': " +
      'rename the port',
  ],
  [
    'a host in capitals',
    () => instance().exposeViaIngress('Api.example.com'),
    "[prod/api] host must be a DNS name, in lower case, whose first part may be '*', got 'Api.example.com': correct the host",
  ],
  [
    'a path that is not absolute',
    () => instance().exposeViaIngress('api.example.com', { path: 'v1' }),
    "[prod/api] path must start with '/' and have no '//', '/./', '/../' or '%2f', got 'v1': correct the path",
  ],
  [
    'a mount path that is not absolute',
    () => instance().addStorage('data', { size: mebibytes(1) }),
    "[prod/api] mountPath must be a folder below '/', without ':', got 'data': correct the path",
  ],
  [
    'a CIDR with bits beyond its prefix',
    () => Peer.cidr('10.0.0.1/8'),
    "Peer.cidr('10.0.0.1/8') must be a block such as 10.0.0.0/8, with no bits set beyond the prefix: correct the block",
  ],
  ['0 CPU', () => instance({ cpu: Cpu.units(0) }), `[prod/api] cpu ${CPU}, got '0': ${CPU_ADVICE}`],
  ['a negative CPU', () => instance({ cpu: Cpu.millis(-1) }), `[prod/api] cpu ${CPU}, got '-1m': ${CPU_ADVICE}`],
  ['a CPU that is NaN', () => instance({ cpu: Cpu.units(NaN) }), `[prod/api] cpu ${CPU}, got 'NaN': ${CPU_ADVICE}`],
  ['0 memory', () => instance({ memory: mebibytes(0) }), `[prod/api] memory ${SIZE}, got '0Mi': ${SIZE_ADVICE}`],
  [
    'a memory that is NaN',
    () => instance({ memory: mebibytes(NaN) }),
    `[prod/api] memory ${SIZE}, got 'NaNMi': ${SIZE_ADVICE}`,
  ],
  [
    'a fraction of a byte',
    () => instance({ memory: Size.kibibytes(0.3) }),
    `[prod/api] memory ${SIZE}, got '0.3Ki': ${SIZE_ADVICE}`,
  ],
  [
    'an image without a tag',
    () => instance({ image: 'orders' }),
    "[prod/api] image must name its version by a digest or a tag other than 'latest', got 'orders': add one, such as ':1.4.2'",
  ],
  [
    'the image tag latest',
    () => instance({ image: 'orders:latest' }),
    "[prod/api] image must name its version by a digest or a tag other than 'latest', got 'orders:latest': add one, such as " +
      "':1.4.2'",
  ],
  [
    'an unknown permission',
    () => MarRole.custom('pilot', [UNKNOWN]),
    `MarRole.custom('pilot') must only have permissions of MAR, got 'instances:fly': use ${Object.values(MarPermission).join(', ')}`,
  ],
  [
    'two instances with one id',
    () => {
      twice([{}, {}], ['api', 'api']);
    },
    `[prod/api] instanceId ${UNIQUE_POD}, got 'api': choose another name, 'prod/api' has this one`,
  ],
  [
    'two instances with one ID under two ids',
    () => {
      twice([{}, { instanceId: 'api' }], ['api', 'other']);
    },
    `[prod/other] instanceId ${UNIQUE_POD}, got 'api': choose another name, 'prod/api' has this one`,
  ],
  [
    'two mounts at one path',
    () => instance({ writablePaths: { '/data': mebibytes(1) } }).addStorage('/data/', { size: mebibytes(1) }),
    "[prod/api] mountPath must be unique in its container, got '/data/': choose another path",
  ],
  [
    'an instance outside of any cluster',
    () => new MarInstance(testApp(), 'api', SMALL),
    "[api] scope must be a MarCluster, or something in one but no other chart, got '': create it in a MarCluster, or in MarCluster.fromName(…)",
  ],
  [
    'a request above its limit',
    () => instance({ requests: { cpu: Cpu.millis(1001) } }),
    "[prod/api] cpu must not request more than its limit of '1', got '1001m': lower the request, or raise the limit",
  ],
  [
    'root in an instance that runs as non-root',
    () => instance({ security: { user: 0 } }),
    "[prod/api] security.user must not be root, as the instance runs as non-root, got '0': choose another id, or set " +
      'security.allowRoot',
  ],
  [
    'a default above the maximum in limits',
    () => new MarCluster(new App({ outdir: 'unused' }), 'prod', { limits: { default: { cpu: Cpu.units(5) } } }),
    "[prod/Limits] limits.default.cpu must not be above limits.max.cpu of '4', got '5': lower it, or raise the other",
  ],
];

expectRefusals(rows, __filename);
