import * as kplus from 'cdk8s-plus-30';
import { IConstruct } from 'constructs';
import { ClusterConfig } from '../cluster/cluster-context';
import { InstancePort, isTcp } from '../network/port';
import { isPlainObject, listOf, mapOf } from '../internal/collections';
import { propError, Where } from '../internal/errors';
import { DNS_SUBDOMAIN, requireLabels, requireName, requirePortNumber } from '../kube/names';
import { wholeSeconds } from '../kube/quantity';
import { areInOnePlace } from '../internal/scope';
import { requireInstance, requireList, requireTexts, typeOf } from '../internal/values';
import { requirePort } from './container-checks';
import { Health, requireHealth } from './health';
import { MarPodProps, ShapedPodProps } from './pod-props';
import { renderTopologySpread } from '../profile/topology-spread';

/** The name of the main container, as MAR writes it. */
const MAIN = 'app';
/** The name of the port that is given by its number alone. */
const MAIN_PORT = 'main';

/** What cdk8s-plus is told of a hardened pod. The containers are added later, by `HardenedPod`. */
export function stockPodProps(facts: ClusterConfig, props: MarPodProps): kplus.AbstractPodProps {
  return {
    serviceAccount: props.serviceAccount ?? facts.serviceAccount,
    automountServiceAccountToken: props.serviceAccount !== undefined,
    enableServiceLinks: props.serviceLinks ?? facts.serviceLinks,
    terminationGracePeriod: props.terminationGracePeriod,
  };
}

/** Refuses a service account of another namespace, which the API server would not find. */
export function requireServiceAccount(where: IConstruct, facts: ClusterConfig, props: MarPodProps): void {
  if (props.serviceAccount === undefined) return;
  const example = "cluster.addServiceAccount('orders')";
  requireInstance(where, 'serviceAccount', props.serviceAccount, 'toSubjectConfiguration', 'a ServiceAccount', example);
  const { namespace = 'none', name } = props.serviceAccount.toSubjectConfiguration();
  if (namespace === facts.clusterName && areInOnePlace(where, props.serviceAccount)) return;
  const rule = `must be of the cluster '${facts.clusterName}', not of '${namespace}'`;
  throw propError(where, 'serviceAccount', name, rule, 'create it with cluster.addServiceAccount');
}

/** What it cannot be told, beside the security context. */
export function podFields(where: Where, props: MarPodProps): Partial<kplus.k8s.PodSpec> {
  const { nodeSelector, topologySpread, priorityClassName, runtimeClassName, terminationGracePeriod } = props;
  if (terminationGracePeriod !== undefined) wholeSeconds(where, 'terminationGracePeriod', terminationGracePeriod, 0);
  requireTexts(where, 'command', props.command, typeOf);
  requireTexts(where, 'args', props.args, typeOf);
  requireLabels(where, 'nodeSelector', nodeSelector ?? {});
  for (const [prop, name] of Object.entries({ priorityClassName, runtimeClassName })) {
    if (name !== undefined) requireName(where, prop, name, DNS_SUBDOMAIN, 'correct the name');
  }
  return {
    nodeSelector: mapOf(nodeSelector),
    topologySpreadConstraints: listOf(renderTopologySpread(where, topologySpread ?? [])),
    priorityClassName,
    runtimeClassName,
  };
}

/** The ports that MAR's props declare; refuses those that are none. */
export function portsOf(where: Where, props: MarPodProps): InstancePort[] {
  if (props.port !== undefined) requirePortNumber(where, 'port', props.port);
  requireList(where, 'ports', props.ports ?? []);
  for (const port of props.ports ?? []) requirePort(where, '', port);
  const main = props.port === undefined ? [] : [{ name: MAIN_PORT, number: props.port }];
  return [...main, ...(props.ports ?? [])];
}

/** The container that MAR's props describe. */
export function mainContainer(props: ShapedPodProps, ports: readonly InstancePort[]): kplus.ContainerProps {
  const { image, cpu, memory, ephemeralStorage, requests = {} } = props;
  return {
    name: MAIN,
    image,
    imagePullPolicy: props.imagePullPolicy,
    command: listOf(props.command),
    args: listOf(props.args),
    workingDir: props.workingDir === '' ? undefined : props.workingDir,
    envVariables: toEnvValues(props.env),
    envFrom: props.envFrom,
    ports: ports.map((port) => ({ ...port })),
    lifecycle: props.lifecycle,
    resources: {
      cpu: { limit: cpu, request: requests.cpu },
      memory: { limit: memory, request: requests.memory },
      ephemeralStorage: { limit: ephemeralStorage, request: requests.ephemeralStorage },
    },
  };
}

/** Returns the variables of `env` as cdk8s-plus takes them. Keeps values of other types, which `requireProgram` rejects. */
function toEnvValues(env: MarPodProps['env']): kplus.ContainerProps['envVariables'] {
  if (!isPlainObject(env)) return env;
  const entries = Object.entries(env).map(([name, value]) => [
    name,
    typeof value === 'string' ? kplus.EnvValue.fromValue(value) : value,
  ]);
  return Object.fromEntries(entries) as kplus.ContainerProps['envVariables'];
}

/** Its probes: all three of `health`, or each of its own. */
export function mainProbes(
  where: Where,
  props: MarPodProps,
  ports: readonly InstancePort[],
): Pick<kplus.k8s.Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
  const numbers = ports.filter(isTcp).map((port) => port.number);
  const render = (kind: 'startup' | 'readiness' | 'liveness', own: Health | undefined): kplus.k8s.Probe | undefined => {
    const [prop, health] = own === undefined ? (['health', props.health] as const) : ([kind, own] as const);
    if (health !== undefined) requireHealth(where, prop, health);
    return health?._toProbe(where, kind, prop, numbers);
  };
  return {
    startupProbe: render('startup', props.startup),
    readinessProbe: render('readiness', props.readiness),
    livenessProbe: render('liveness', props.liveness),
  };
}
