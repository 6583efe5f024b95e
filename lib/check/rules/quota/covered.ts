import { Basis, Rule, Severity } from '../../rule';
import { overruns } from './overrun';

/** Checks the quota with everything at its declared size. */
export const COVERED: Rule = {
  code: 'MAR-Q01',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'A quota covers everything that is declared in its namespace.',
  check: (manifests) => overruns(manifests, 'is what the namespace needs', 'count'),
};
