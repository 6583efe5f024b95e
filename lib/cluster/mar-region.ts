import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { pathIn, propError } from '../internal/errors';
import { NameRegistry } from '../internal/name-registry';
import { DNS_LABEL, requireName } from '../kube/names';
import { makePlace, placeOf } from '../internal/scope';

/**
 * Region: a Kubernetes cluster of its own. A `MarApp` writes the charts of a region to a folder with the region's name, so
 * that `kubectl --context us-east apply -R -f dist/us-east` applies the whole region. Names are unique within a region.
 * Objects without a namespace, such as those of a `MarOrganization`, are created in each region. A plain `App` does not
 * write folders for regions.
 */
export class MarRegion extends Construct {
  /** Returns the region that contains `construct`, or undefined if `construct` is in no region. */
  public static of(construct: Construct): MarRegion | undefined {
    const place = placeOf(construct);
    return place instanceof MarRegion ? place : undefined;
  }

  /** Name of the region and of its folder. */
  public readonly regionName: string;

  /** @throws if `id` is not a DNS label or is taken, or if `scope` is in a chart or another region */
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
