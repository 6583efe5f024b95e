/** A piece of a manifest: what a case changes about an object that breaks no rule. `undefined` takes a field away. */
export interface Patch {
  readonly [field: string]: unknown;
}

/** An object of a case. */
export interface Example {
  /** The object, complete. */
  readonly object: Patch & { readonly apiVersion: string; readonly kind: string };
  /** What of it matters, for people. */
  readonly shown: Patch;
}

/** Lays a patch over an object: objects are merged, and lists of objects by their position; anything else is replaced. */
export function patched<T>(base: T, patch: unknown): T {
  if (isList(base) && isList(patch)) {
    return patch.map((item, i) => patched((base as unknown[])[i], item)) as T;
  }
  if (!isObject(base) || !isObject(patch)) return structuredClone(patch) as T;
  const keys = new Set([...Object.keys(base), ...Object.keys(patch)]);
  const entries = [...keys].map((key) => [key, key in patch ? patched(base[key], patch[key]) : base[key]]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T;
}

function isObject(value: unknown): value is Patch {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only lists of objects are merged: of capabilities or arguments, the patch has all. */
function isList(value: unknown): value is Patch[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function example(base: Example['object'], name: string, patch: Patch): Example {
  const named = patched(base, { metadata: { name } });
  return { object: patched(named, patch), shown: { kind: base.kind, ...patched({ metadata: { name } }, patch) } };
}

/** Passes `restricted`, and is within the limits that clusters have by default. */
const CONTAINER = {
  name: 'app',
  image: 'registry.example.com/app:1',
  resources: { limits: { cpu: '100m', memory: '64Mi', 'ephemeral-storage': '100Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
};

const POD_SPEC = {
  automountServiceAccountToken: false,
  containers: [CONTAINER],
  securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
};

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { app: 'web' } }, spec: POD_SPEC };

function workload(apiVersion: string, kind: string, spec: Patch): Example['object'] {
  const template = { metadata: { labels: { app: 'web' } }, spec: POD_SPEC };
  return { apiVersion, kind, spec: { selector: { matchLabels: { app: 'web' } }, template, ...spec } };
}

const DEPLOYMENT = workload('apps/v1', 'Deployment', { replicas: 2 });
const STATEFUL_SET = workload('apps/v1', 'StatefulSet', { replicas: 1, serviceName: 'web' });
const DAEMON_SET = workload('apps/v1', 'DaemonSet', {});
const JOB_SPEC = { template: { spec: { ...POD_SPEC, restartPolicy: 'Never' } } };

/** A hardened pod with the label `app: web` and the container `app`. */
export const pod = (patch: Patch = {}, name = 'web'): Example => example(POD, name, patch);
/** Two such pods. */
export const deployment = (patch: Patch = {}, name = 'web'): Example => example(DEPLOYMENT, name, patch);
/** One such pod. */
export const statefulSet = (patch: Patch = {}, name = 'web'): Example => example(STATEFUL_SET, name, patch);
/** One such pod on each node. */
export const daemonSet = (patch: Patch = {}, name = 'web'): Example => example(DAEMON_SET, name, patch);
/** One such pod, which runs to its end. */
export const job = (patch: Patch = {}, name = 'web'): Example =>
  example({ apiVersion: 'batch/v1', kind: 'Job', spec: JOB_SPEC }, name, patch);

/** A Service of the pods with the label `app: web`, on port 80, which leads to 8080. */
export const service = (patch: Patch = {}, name = 'web'): Example =>
  example(
    {
      apiVersion: 'v1',
      kind: 'Service',
      spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    },
    name,
    patch,
  );

/** Any other object. */
export const object = (apiVersion: string, kind: string, patch: Patch = {}, name = 'web'): Example =>
  example({ apiVersion, kind }, name, patch);
