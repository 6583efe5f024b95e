import { IConstruct } from 'constructs';
import { propError } from '../../internal/errors';
import { placeOf } from '../../internal/scope';
import { Manifests } from '../manifests';
import { podGroupsIn } from '../model/pod-group';
import { manifestsOf } from '../tree';
import { OpenPath, pathsOf } from './paths';
import { withWildcards } from './wildcards';

/** Allowed traffic from one peer to another. */
export interface TrafficPath {
  /**
   * Source of the traffic, such as `prod/api`, `ingress-nginx/*`, `10.0.0.0/8 except 10.1.0.0/16`, `internet (IPv4)` or
   * `anyone`.
   */
  readonly from: string;
  /** Destination of the traffic, in the same format as `from`. */
  readonly to: string;
  /** Ports of the destination, such as `5432/TCP`, `8000-8100/TCP, 53/UDP` or `every port`. */
  readonly ports: string;
}

/**
 * Lists the network traffic that an app allows, as network plugins enforce it. The sources are `allowFrom` and `allowTo`,
 * the isolation of clusters, Ingresses, load balancers and your own NetworkPolicies. Useful for reviews and for tests:
 * `expect(TrafficMatrix.of(prod).toString()).toMatchSnapshot()`.
 *
 * Pods are named by their namespace and the pod or workload that creates them. Peers outside of the app are named by their
 * labels or addresses. Traffic between pods of the app is listed if both sides allow it; for other peers, only the side in
 * the app is known. Traffic from the node of a pod, such as probes, is always allowed and not listed.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class TrafficMatrix {
  /**
   * Returns the traffic from and to the pods of a construct, such as an instance, a cluster, a region or the app.
   * @throws if the construct contains several regions, because each region is a separate Kubernetes cluster
   */
  public static of(construct: IConstruct): TrafficMatrix {
    const place = placeOf(construct);
    const constructs = construct.node.findAll();
    const region = constructs.find((one) => placeOf(one) !== place);
    if (region !== undefined) {
      const rule = 'must be of one Kubernetes cluster, and has regions';
      throw propError(construct, 'construct', region.node.path, rule, 'give a region, or what is in it');
    }
    const [manifests] = manifestsOf(place ?? construct.node.root) as [Manifests]; // the cluster of the root comes first
    return new TrafficMatrix(manifests, new Set(constructs));
  }

  private readonly open: readonly OpenPath[];

  private constructor(
    private readonly manifests: Manifests,
    constructs: ReadonlySet<IConstruct>,
  ) {
    this.open = pathsOf(manifests, ({ construct }) => construct !== undefined && constructs.has(construct));
  }

  /** Allowed traffic, one entry for each pair of peers, sorted. A workload counts as one peer. */
  public get paths(): TrafficPath[] {
    return sorted(this.open);
  }

  /** Returns the traffic as a table with the columns FROM, TO and PORTS. `prod/*` stands for all pods of `prod`. */
  public toString(): string {
    const population = (namespace: string): number => podGroupsIn(this.manifests)(namespace).length;
    const rows = [HEADER, ...sorted(withWildcards(this.open, population))];
    const [from, to] = [widest(rows, 'from'), widest(rows, 'to')];
    return rows.map((row) => `${row.from.padEnd(from)}   ${row.to.padEnd(to)}   ${row.ports}\n`).join('');
  }
}

const HEADER: TrafficPath = { from: 'FROM', to: 'TO', ports: 'PORTS' };

function sorted(open: readonly OpenPath[]): TrafficPath[] {
  const paths = open.map(({ from, to, ports }) => ({ from: from.text, to: to.text, ports }));
  const key = ({ from, to, ports }: TrafficPath): string => [from, to, ports].join('\0');
  return paths.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function widest(rows: readonly TrafficPath[], column: 'from' | 'to'): number {
  return Math.max(...rows.map((row) => row[column].length));
}
