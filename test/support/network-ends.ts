import { Manifest } from './manifest';

/** A port that is asked. */
export interface Probe {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly number: number;
}

/** Somebody who is in none of the manifests: an address, or pods of a namespace, whom no policy holds. */
export type Outsider = OutsideAddress | OutsidePods;

export interface OutsideAddress {
  readonly address: string;
}

export interface OutsidePods {
  readonly namespace: string;
  readonly name: string;
  readonly podLabels: Labels;
  /** Beside its name, if the manifests do not have it. */
  readonly namespaceLabels?: Labels;
}

export const OUTSIDERS: readonly Outsider[] = [
  { address: '203.0.113.10' }, // in the internet
  { address: '10.9.9.9' }, // in a private network
  { address: '169.254.169.254' }, // where clouds hand out credentials
  { address: '2001:db8::1' },
  { namespace: 'ingress-nginx', name: 'controller', podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
  { namespace: 'kube-system', name: 'kube-dns', podLabels: { 'k8s-app': 'kube-dns' } },
];

export type Labels = Readonly<Record<string, string>>;

/** One side of a path: pods that are all alike, or an address. */
export interface End {
  readonly name: string;
  /** Undefined of what is outside: of addresses, and of pods in the network of their node. */
  readonly pods?: { readonly namespace: string; readonly labels: Labels; readonly namespaceLabels: Labels };
  readonly address?: string;
  readonly isForeign: boolean;
  /** Whether there is another one of them to be reached. */
  readonly areSeveral: boolean;
  readonly ports: readonly (Probe & { readonly name?: string })[];
}

/** Where the pods of each kind are said. */
const TEMPLATES: Readonly<Record<string, (object: Manifest) => Manifest>> = {
  Pod: (object) => object,
  CronJob: ({ spec }) => spec.jobTemplate.spec.template,
  ...Object.fromEntries(
    ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'].map((kind) => [
      kind,
      ({ spec }: Manifest): Manifest => spec.template,
    ]),
  ),
};

/** The pods of all kinds; those of one name are told apart by their kind. */
export function groupsOf(manifests: readonly Manifest[]): End[] {
  const makers = manifests.filter(({ kind }) => TEMPLATES[kind] !== undefined);
  const nameOf = ({ metadata }: Manifest): string => `${namespaceOf(metadata)}/${metadata.name}`;
  return makers.map((object) => {
    const { metadata = {}, spec } = TEMPLATES[object.kind]?.(object);
    const isAlone = makers.filter((other) => nameOf(other) === nameOf(object)).length === 1;
    return {
      name: isAlone ? nameOf(object) : `${nameOf(object)} (${object.kind})`,
      pods:
        spec.hostNetwork === true ? undefined : podsIn(manifests, namespaceOf(object.metadata), metadata.labels ?? {}),
      isForeign: false,
      areSeveral: object.kind !== 'Pod',
      ports: portsOf(spec),
    };
  });
}

/** Somebody outside. */
export function endOf(manifests: readonly Manifest[], outsider: Outsider): End {
  if ('address' in outsider)
    return { ...outsider, name: outsider.address, isForeign: true, areSeveral: false, ports: [] };
  const { namespace, name, podLabels, namespaceLabels } = outsider;
  const pods = podsIn(manifests, namespace, podLabels, namespaceLabels);
  return { name: `${namespace}/${name}`, pods, isForeign: true, areSeveral: false, ports: [] };
}

function podsIn(manifests: readonly Manifest[], name: string, labels: Labels, others: Labels = {}): End['pods'] {
  const namespace = manifests.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === name);
  const known = namespace === undefined ? others : namespace.metadata.labels;
  return { namespace: name, labels, namespaceLabels: { ...known, 'kubernetes.io/metadata.name': name } };
}

/** Where an object is. */
export function namespaceOf({ namespace }: Manifest): string {
  return namespace ?? 'default';
}

/** Those of the containers that run at the same time: all but init containers that end. */
function portsOf({ containers, initContainers = [] }: Manifest): End['ports'] {
  const sidecars = initContainers.filter(({ restartPolicy }: Manifest) => restartPolicy === 'Always');
  const ports: Manifest[] = [...containers, ...sidecars].flatMap((container: Manifest) => container.ports ?? []);
  return ports.map(({ name, containerPort, protocol }) => ({
    name,
    number: containerPort,
    protocol: protocol ?? 'TCP',
  }));
}
