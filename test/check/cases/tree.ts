import { ApiObject } from 'cdk8s';
import { MarApp, MarCluster } from '../../../lib';
import { Example } from './objects';
import { RuleCase } from './rule-case';

/** What the cases call the namespaces that they are in. */
const NAMES = /\b(checks|bare)\b/g;

/** The tree of a case. With a suffix to all names of its own, several go to one Kubernetes cluster. */
export function treeOf({ cluster }: RuleCase, examples: readonly Example[], outdir = 'unused', suffix = ''): MarApp {
  const app = new MarApp({ outdir });
  const checks = new MarCluster(app, `checks${suffix}`, cluster);
  for (const [i, { object }] of examples.entries()) {
    const renamed = JSON.stringify(object).replace(NAMES, `$1${suffix}`);
    new ApiObject(checks, `object-${i}`, JSON.parse(renamed) as Example['object']);
  }
  return app;
}
