import { IConstruct } from 'constructs';
import { propError } from '../../internal/errors';
import { placeOf } from '../../internal/scope';
import { Manifests } from '../manifests';
import { podGroupsIn } from '../model/pod-group';
import { manifestsOf } from '../tree';
import { OpenPath, pathsOf } from './paths';
import { withWildcards } from './wildcards';

/** Traffic that is open. */
export interface TrafficPath {
  /** Who asks: `prod/api`, `ingress-nginx/*`, `10.0.0.0/8 except 10.1.0.0/16`, `internet (IPv4)`, `anyone`. */
  readonly from: string;
  /** Who is asked. */
  readonly to: string;
  /** At which ports: `5432/TCP`, `8000-8100/TCP, 53/UDP`, `every port`. */
  readonly ports: string;
}

/**
 * Who may talk to whom: what is declared with `allowFrom` and `allowTo`, by the isolation of clusters, by Ingresses and load
 * balancers, and by NetworkPolicies of your own, as network plugins will enforce it. For people, and for tests:
 * `expect(TrafficMatrix.of(prod).toString()).toMatchSnapshot()`.
 *
 * Pods are called after their namespace and what makes them; whom only labels or addresses tell after these. Traffic is listed
 * where both sides let it through; of those who are not in the app, only one side is known. What comes from the node of a
 * pod, as probes do, is always let in, and not listed.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class TrafficMatrix {
  /**
   * All traffic from and to the pods of a construct: of an instance, a cluster, a region or the app.
   * @throws if the construct has several regions, which are Kubernetes clusters of their own
   */
  public static of(construct: IConstruct): TrafficMatrix {
    const place = placeOf(construct);
    const constructs = construct.node.findAll();
    const region = constructs.find((one) => placeOf(one) !== place);
    if (region !== undefined) {
      const rule = 'must be of one Kubernetes cluster, and has regions';
      throw propError(construct, 'construct', region.node.path, rule, 'give a region, or what is in it');
    }
    const [manifests] = manifestsOf(place ?? construct.node.root) as [Manifests]; // those of the top come first
    return new TrafficMatrix(manifests, new Set(constructs));
  }

  private readonly open: readonly OpenPath[];

  private constructor(
    private readonly manifests: Manifests,
    constructs: ReadonlySet<IConstruct>,
  ) {
    this.open = pathsOf(manifests, ({ construct }) => construct !== undefined && constructs.has(construct));
  }

  /** Each path, pods one by one, sorted. */
  public get paths(): TrafficPath[] {
    return sorted(this.open);
  }

  /** A table for people. `prod/*` stands for all pods of `prod`. */
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
