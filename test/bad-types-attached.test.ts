import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import {
  MarCluster,
  MarConfig,
  MarInstance,
  MarPersistentVolume,
  MarService,
  MarServiceType,
  MarStorage,
  MarStorageClass,
  Tls,
} from '../lib';
import { expectRefusals, given, OBJECT_ADVICE, Refusal, SIZE_ADVICE } from './support/bad-input';
import { testApp } from './support/manifest';

const cluster = (): MarCluster => new MarCluster(testApp(), 'prod');
const instance = (): MarInstance =>
  new MarInstance(cluster(), 'api', {
    image: 'orders:1.4.2',
    cpu: Cpu.units(1),
    memory: Size.gibibytes(1),
    port: 5000,
  });
const stored =
  (props: unknown, path = '/data') =>
  (): unknown =>
    instance().addStorage(path, given(props));
const exposed = (props: unknown) => (): unknown => instance().exposeViaService(given(props));
const routed = (props: unknown, host: unknown) => (): unknown => instance().exposeViaIngress(given(host), given(props));

const GIB = Size.gibibytes(1);
const CLAIM = '[prod/api/Storage-api-data]';
const NAME = "must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit)";

const rows: Refusal[] = [
  ['nothing for storage', stored(undefined), `[prod/api] storage must be an object, got 'undefined': ${OBJECT_ADVICE}`],
  [
    'storage without a size',
    stored({}),
    `${CLAIM} size must be an amount of memory or storage, got 'undefined': ${SIZE_ADVICE}`,
  ],
  [
    'an access mode in short',
    stored({ size: GIB, accessMode: 'RWO' }),
    "[prod/api] accessMode must be one of ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod, got 'RWO': choose one of them",
  ],
  [
    'a volume mode in small letters',
    stored({ size: GIB, volumeMode: 'block' }),
    `${CLAIM} volumeMode must be one of Filesystem, Block, got 'block': did you mean 'Block'?`,
  ],
  [
    'a text for a source',
    stored({ size: GIB, source: 'x' }),
    `${CLAIM} source must be a StorageSource, got 'x': give one, such as StorageSource.snapshot('nightly')`,
  ],
  [
    'a text for a static volume',
    stored({ size: GIB, volume: 'x' }),
    `${CLAIM} volume must be a PersistentVolume, got 'x': give one, such as a MarPersistentVolume`,
  ],
  [
    'a path of dots to call a claim after',
    stored({ size: GIB }, '/...'),
    "[prod/api] claimName must be given where the path ends with '...', of which no name can be made, got 'undefined': name the claim",
  ],
  [
    'no path',
    () => instance().addStorage(given(undefined), { size: GIB }),
    "[prod/api] mountPath must be a folder below '/', without ':', got 'undefined': correct the path",
  ],
  [
    'no props for a claim',
    () => new MarStorage(cluster(), 'data', given(undefined)),
    `[prod/data] props must be an object, got 'undefined': ${OBJECT_ADVICE}`,
  ],
  [
    'no props for a Service',
    () => new MarService(cluster(), 'web', given(undefined)),
    `[prod/web] props must be an object, got 'undefined': ${OBJECT_ADVICE}`,
  ],
  [
    'a text for a type',
    exposed({ type: 'LoadBalancer' }),
    "[prod/api] type must be a MarServiceType, got 'LoadBalancer': give one, such as MarServiceType.loadBalancer()",
  ],
  [
    'nothing among the ports of a Service',
    exposed({ ports: [undefined] }),
    `[prod/api] ports[] must be an object, got 'undefined': ${OBJECT_ADVICE}`,
  ],
  [
    'a protocol of another layer',
    exposed({ ports: [{ port: 5000, protocol: 'HTTP' }] }),
    "[prod/api] ports[].protocol must be one of TCP, UDP, SCTP, got 'HTTP': choose one of them",
  ],
  ['null to expose', exposed(null), `[prod/api] options must be an object, got 'null': ${OBJECT_ADVICE}`],
  [
    'nothing among the source ranges',
    () => MarServiceType.loadBalancer({ sourceRanges: given([undefined]) }),
    "MarServiceType.loadBalancer() must have source ranges such as 203.0.113.0/24, got 'undefined': correct the range",
  ],
  [
    'a traffic policy in small letters',
    () => MarServiceType.nodePort({ externalTrafficPolicy: given('local') }),
    "[MarServiceType.nodePort] externalTrafficPolicy must be one of Cluster, Local, got 'local': did you mean 'Local'?",
  ],
  [
    'no host',
    routed({}, undefined),
    "[prod/api] host must be a DNS name, in lower case, whose first part may be '*', got 'undefined': correct the host",
  ],
  [
    'a text for tls',
    routed({ tls: 'orders-tls' }, 'a.example.com'),
    "[prod/api] tls must be a Tls, got 'orders-tls': give one, such as Tls.secret('orders-tls')",
  ],
  [
    'a type of path in small letters',
    routed({ pathType: 'prefix' }, 'a.example.com'),
    "[prod/api] pathType must be one of Prefix, Exact, ImplementationSpecific, got 'prefix': did you mean 'Prefix'?",
  ],
  [
    'a text for a Service',
    routed({ service: 'web' }, 'a.example.com'),
    "[prod/api] service must be a MarService, got 'web': give one, such as what exposeViaService returns",
  ],
  [
    'a text for an Ingress',
    routed({ ingress: 'web' }, 'a.example.com'),
    "[prod/api] ingress must be a MarIngress, got 'web': give one, such as what exposeViaIngress returns",
  ],
  [
    'no name of a certificate',
    () => Tls.secret(given(undefined)),
    `[Tls.secret] name ${NAME}, got 'undefined': correct the name`,
  ],
  [
    'no props for a storage class',
    () => new MarStorageClass(cluster(), 'fast', given(undefined)),
    `[prod/fast] props must be an object, got 'undefined': ${OBJECT_ADVICE}`,
  ],
  [
    'a text for a backend',
    () => new MarPersistentVolume(cluster(), 'pv', { size: GIB, backend: given('nfs') }),
    "[prod/pv] backend must be a VolumeBackend, got 'nfs': give one, such as VolumeBackend.nfs('nfs.example.com', '/data')",
  ],
  [
    'a number for a text',
    () => {
      new MarConfig(cluster(), 'settings').addData('level', given(5));
    },
    "[prod/settings] data['level'] must be a text, got 'a number': put it into quotes",
  ],
];

expectRefusals(rows, __filename);
