import { App, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import {
  IPeer,
  InstancePort,
  MarCluster,
  MarClusterProps,
  MarInstance,
  MarInstanceProps,
  MarRole,
  Port,
  Subject,
} from '../../lib';
import { all, frozen, Manifest, only, testApp } from '../support/manifest';

/** A cluster in an app of its own. */
export function cluster(props: MarClusterProps = {}, id = 'prod', app: App = testApp()): MarCluster {
  return new MarCluster(app, id, frozen(props));
}

/** An instance that listens on the port `main`, 5000. */
export function instance(scope: Construct, id: string, props: Partial<MarInstanceProps> = {}): MarInstance {
  const small = { image: 'registry.example.com/orders:1.4.2', cpu: Cpu.millis(100), memory: Size.mebibytes(64) };
  return new MarInstance(scope, id, frozen({ ...small, port: 5000, ...props }));
}

/** The instance `db` of a cluster of its own, which declares these ports. */
export function listening(ports: InstancePort[]): MarInstance {
  return instance(cluster(), 'db', { port: undefined, ports });
}

/** How policies of `prod` write the peer. */
export function rendered(peer: IPeer): Manifest {
  const prod = cluster();
  prod.allowFrom(peer, Port.tcp(1));
  return only(prod, 'NetworkPolicy', 'allow-declared').spec.ingress[0].from;
}

/** What a role permits, a line for each verb on a resource: `get pods/log`, `list pods.metrics.k8s.io`. */
export function permitted(role: MarRole): string[] {
  const prod = cluster();
  prod.grant(Subject.user('jane'), role);
  return triples(only(prod, 'Role').rules);
}

/** What rules permit, a line for each verb on a resource: `get pods/log`, `patch deployments.apps/scale`. */
export function triples(rules: Manifest[]): string[] {
  const lines = rules.flatMap((rule) =>
    rule.apiGroups.flatMap((group: string) =>
      rule.resources.flatMap((resource: string) =>
        rule.verbs.map((verb: string) => `${verb} ${withGroup(resource, group)}`),
      ),
    ),
  );
  return lines.sort();
}

/** Writes a resource as kubectl takes it: `deployments.apps/scale`. */
function withGroup(resource: string, group: string): string {
  const [name = '', ...subresource] = resource.split('/');
  return [group === '' ? name : `${name}.${group}`, ...subresource].join('/');
}

/** All objects of a kind, in an order that says nothing of the calls. */
export function unordered(scope: MarCluster, kind: string): string[] {
  return all(scope, kind)
    .map((object) => JSON.stringify(object))
    .sort();
}
