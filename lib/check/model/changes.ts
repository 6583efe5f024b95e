import { getOwn } from '../../internal/collections';
import { isObject } from './json';
import { Quantity } from '../../kube/objects';
import { milli } from './quantity';

/** Field whose value differs between two objects. `before` or `after` is undefined if the field is not set there. */
export interface Change {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Defaults that the API server sets for missing fields, by the last one or two keys of the path. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  'roleRef.apiGroup': 'rbac.authorization.k8s.io',
  'spec.restartPolicy': 'Always',
  'fieldRef.apiVersion': 'v1',
  'httpGet.path': '/',
  type: 'Opaque',
  completions: 1,
  completionMode: 'NonIndexed',
  defaultMode: 420,
  dnsPolicy: 'ClusterFirst',
  enableServiceLinks: true,
  failureThreshold: 3,
  hostIPC: false,
  hostNetwork: false,
  hostPID: false,
  imagePullPolicy: 'IfNotPresent',
  medium: '',
  periodSeconds: 10,
  podManagementPolicy: 'OrderedReady',
  preemptionPolicy: 'PreemptLowerPriority',
  protocol: 'TCP',
  readOnly: false,
  reclaimPolicy: 'Delete',
  schedulerName: 'default-scheduler',
  scheme: 'HTTP',
  serviceAccountName: 'default',
  successThreshold: 1,
  terminationGracePeriodSeconds: 30,
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  timeoutSeconds: 1,
  value: '',
  volumeBindingMode: 'Immediate',
  volumeMode: 'Filesystem',
};

const QUANTITY = /\.(limits|requests|overhead)\.[^.]+$|\.(sizeLimit|divisor)$/;

/**
 * Returns the fields that differ, ignoring defaults and the format of quantities. Lists of different lengths are one change.
 */
export function changesOf(before: unknown, after: unknown, path = ''): Change[] {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, i) => changesOf(item, after[i], `${path}[${i}]`));
  }
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      changesOf(getOwn(before, key), getOwn(after, key), path === '' ? key : `${path}.${key}`),
    );
  }
  return isSame(before, after, path) ? [] : [{ path, before, after }];
}

function isSame(before: unknown, after: unknown, path: string): boolean {
  if (before === undefined || after === undefined) return isLeftOut(before ?? after, path);
  if (JSON.stringify(before) === JSON.stringify(after)) return true;
  const amount = QUANTITY.test(path) ? milli(before as Quantity) : undefined;
  return amount !== undefined && amount === milli(after as Quantity);
}

/** Returns true if leaving out `value` has the same effect: it is empty or the default. */
function isLeftOut(value: unknown, path: string): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.entries(value).every(([key, inner]) => isLeftOut(inner, `${path}.${key}`));
  const keys = path.split('.');
  return value === (getOwn(DEFAULTS, keys.slice(-2).join('.')) ?? getOwn(DEFAULTS, keys.slice(-1).join('.')));
}
