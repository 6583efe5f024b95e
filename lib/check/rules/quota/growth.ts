import { Basis, Rule, Severity } from '../../rule';
import { overruns } from './overrun';

const WHAT = 'is what autoscalers at their maximum and rolling updates need';

/** Checks the quota with everything at its largest size. MAR-Q01 reports what is too large already. */
export const GROWTH: Rule = {
  code: 'MAR-Q02',
  severity: Severity.ERROR,
  basis: Basis.PLATFORM,
  title: 'A quota has room for autoscalers at their maximum and for rolling updates.',
  check: (manifests) => overruns(manifests, WHAT, 'mostCount', 'count'),
};
