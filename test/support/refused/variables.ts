import * as kplus from 'cdk8s-plus-30';
import { MarCluster, MarInstanceProps, MarVolume, ProjectedSource } from '../../../lib';
import { given } from '../bad-input';
import { api, BESIDE, done, KEYS } from './instance-programs';
import { at, RefusedValue, row } from './refused-value';

const DATA_KEY = "must be 1 to 253 of letters, digits, '-', '_' and '.', and no '.' or '..'";
const UNITS = '1, or 1 with a unit of k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi or Ei';
const FIELDS = [
  'metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP',
  "status.hostIPs, status.podIP, status.podIPs, or one label or annotation as in metadata.labels['app']",
].join(', ');

const kind = 'Pod';
const LABEL = kplus.EnvFieldPaths.POD_LABEL;
const RESOURCE = kplus.ResourceFieldPaths;

const env = (value: kplus.EnvValue): Partial<MarInstanceProps> => ({ env: { VALUE: value } });
const variable = (...path: string[]): RefusedValue['write'] =>
  at('spec', 'containers', 0, 'env', 0, 'valueFrom', ...path);
const projected = (source: (value: string) => ProjectedSource): ((cluster: MarCluster, value: string) => void) =>
  done((instance, value) => {
    const volume = MarVolume.projected(instance, 'about', [source(value)]);
    instance.main.mount('/about', volume);
  });
const source = (...path: (string | number)[]): RefusedValue['write'] =>
  at('spec', 'volumes', 1, 'projected', 'sources', 0, ...path);

/** What pods read of themselves, of ConfigMaps and of Secrets. */
export const REFUSED_TO_READ: readonly RefusedValue[] = [
  row({
    what: 'a file of a label that no pod can have',
    program: projected((key) => ProjectedSource.fields({ [`metadata.labels['${key}']`]: 'label' })),
    accepted: 'acme.example/floor',
    refused: 'Acme.example/floor',
    message: `[ProjectedSource.fields] key in field ${KEYS}, got 'Acme.example/floor': correct it`,
    kind,
    write: (pod, key) => {
      source('downwardAPI', 'items', 0, 'fieldRef', 'fieldPath')(pod, `metadata.labels['${key}']`);
    },
  }),
  row({
    what: 'a file whose name starts like those of Kubernetes',
    program: projected((path) => ProjectedSource.serviceAccountToken(path, 'orders')),
    accepted: 'a/..b',
    refused: '..a',
    message: "[ProjectedSource.serviceAccountToken] path must not start with '..', got '..a': correct the path",
    kind,
    write: source('serviceAccountToken', 'path'),
  }),
  row({
    what: 'a key of a Secret that is empty',
    program: projected((key) => ProjectedSource.secret('orders', { [key]: 'file' })),
    accepted: 'k',
    refused: '',
    message: `[ProjectedSource.secret] key ${DATA_KEY}, got '': give a key of the data`,
    kind,
    write: source('secret', 'items', 0, 'key'),
  }),
  row({
    what: 'a variable that is read from the phase of the pod',
    program: api((field) => env(kplus.EnvValue.fromFieldRef(given(field)))),
    accepted: 'status.hostIPs',
    refused: 'status.phase',
    message: `[prod/api] env['VALUE'].fieldRef.fieldPath must be one of ${FIELDS}, got 'status.phase': choose one of them`,
    kind,
    write: variable('fieldRef', 'fieldPath'),
  }),
  row({
    what: 'a variable that is read from a label that no pod can have',
    program: api((key) => env(kplus.EnvValue.fromFieldRef(LABEL, { key }))),
    accepted: 'the-app',
    refused: 'the app',
    message: `[prod/api] key in env['VALUE'].fieldRef.fieldPath ${KEYS}, got 'the app': correct it`,
    kind,
    write: (pod, key) => {
      variable('fieldRef', 'fieldPath')(pod, `metadata.labels['${key}']`);
    },
  }),
  row({
    what: 'CPUs in a unit of bytes',
    program: api((divisor) => env(kplus.EnvValue.fromResource(RESOURCE.CPU_LIMIT, { divisor }))),
    accepted: '1m',
    refused: '1k',
    message: "[prod/api] env['VALUE'].resourceFieldRef.divisor must be 1 or 1m, got '1k': choose one of them",
    kind,
    write: variable('resourceFieldRef', 'divisor'),
  }),
  row({
    what: 'bytes by the power of ten',
    program: api((divisor) => env(kplus.EnvValue.fromResource(RESOURCE.MEMORY_REQUEST, { divisor }))),
    accepted: '1M',
    refused: '1e6',
    message: `[prod/api] env['VALUE'].resourceFieldRef.divisor must be ${UNITS}, got '1e6': choose one of them`,
    kind,
    write: variable('resourceFieldRef', 'divisor'),
  }),
  row({
    what: 'a variable of a Secret without a name',
    program: done((instance, name) => {
      const secret = kplus.Secret.fromSecretName(instance, 'Orders', name);
      const VALUE = kplus.EnvValue.fromSecretValue({ secret, key: 'password' });
      instance.addContainer({ ...BESIDE, envVariables: { VALUE } });
    }),
    accepted: 'orders',
    refused: '',
    message: "[prod/api] containers['log'].env['VALUE'].secretKeyRef.name must not be empty, got '': give it",
    kind,
    write: at('spec.containers.1.env.0.valueFrom.secretKeyRef.name'),
  }),
  row({
    what: 'variables from nothing',
    program: api((secret) => ({ envFrom: [new kplus.EnvFrom(undefined, 'A', secret as unknown as kplus.ISecret)] })),
    accepted: { name: 'orders' },
    refused: undefined,
    message: "[prod/api] envFrom[] must have either a ConfigMap or a Secret, got '': give one of them",
    kind,
    write: at('spec.containers.0.envFrom.0.secretRef'),
  }),
];
