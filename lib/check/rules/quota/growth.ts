import { Basis, Rule, Severity } from '../../rule';
import { overruns } from './overrun';

const WHAT = 'is what autoscalers at their maximum and rolling updates need';

/** Everything at its largest. What is too large already is for MAR-Q01. */
export const GROWTH: Rule = {
  code: 'MAR-Q02',
  severity: Severity.ERROR,
  basis: Basis.PLATFORM,
  title: 'A quota has room for autoscalers at their maximum and for rolling updates.',
  check: (manifests) => overruns(manifests, WHAT, 'mostCount', 'count'),
};
