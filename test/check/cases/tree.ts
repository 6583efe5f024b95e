import { ApiObject } from 'cdk8s';
import { MarApp, MarCluster, MarClusterProps } from '../../../lib';
import { inFolder } from '../../support/folder';
import { Example } from './objects';
import { RuleCase } from './rule-case';

/** What the cases call the namespaces that they are in. */
const NAMES = /\b(checks|bare)\b/g;

/** The tree of a case. With a suffix to all names of its own, several go to one Kubernetes cluster. */
export function treeOf(one: RuleCase, examples: readonly Example[], outdir = 'unused', suffix = ''): MarApp {
  const { lastApplied, cluster } = one;
  if (lastApplied === undefined) return filled(new MarApp({ outdir }), cluster, examples, suffix);
  return inFolder((folder) => {
    filled(new MarApp({ outdir: folder }), cluster, lastApplied, suffix).synth();
    return filled(new MarApp({ outdir, lastApplied: folder }), cluster, examples, suffix);
  });
}

function filled(
  app: MarApp,
  cluster: MarClusterProps | undefined,
  examples: readonly Example[],
  suffix: string,
): MarApp {
  const checks = new MarCluster(app, `checks${suffix}`, cluster);
  for (const [i, { object }] of examples.entries()) {
    const renamed = JSON.stringify(object).replace(NAMES, `$1${suffix}`);
    new ApiObject(checks, `object-${i}`, JSON.parse(renamed) as Example['object']);
  }
  return app;
}
