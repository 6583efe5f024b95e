import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { pathIn, propError } from '../internal/errors';
import { NameRegistry } from '../internal/name-registry';
import { DNS_LABEL, requireName } from '../kube/names';
import { makePlace, placeOf } from '../internal/scope';

/**
 * A region: a Kubernetes cluster of its own. A `MarApp` writes what is in it to a folder of its name, complete in itself, so
 * that `kubectl --context us-east apply -R -f dist/us-east` is right. Names are unique within a region; what belongs to no
 * namespace, such as a `MarOrganization`, is created in each. A plain `App` knows no folders for regions.
 */
export class MarRegion extends Construct {
  /** The region that a construct is in, if it is in one. */
  public static of(construct: Construct): MarRegion | undefined {
    const place = placeOf(construct);
    return place instanceof MarRegion ? place : undefined;
  }

  /** Its name, and that of its folder. */
  public readonly regionName: string;

  /** @throws if the id is not a DNS label, or the region is within a chart or another region */
  constructor(scope: Construct, id: string) {
    const path = pathIn(scope, id);
    requireName(path, 'id', id, DNS_LABEL, 'rename the region');
    if (MarRegion.of(scope) !== undefined || scope.node.scopes.some((outer) => Chart.isChart(outer))) {
      const rule = 'must not be within a chart or another region';
      throw propError(path, 'scope', scope.node.path, rule, 'create it in the app');
    }
    NameRegistry.of(scope).claim(scope, id, 'id', 'MarRegion', id);
    super(scope, id);
    makePlace(this);
    this.regionName = id;
  }
}
