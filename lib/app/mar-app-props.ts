import { AppProps } from 'cdk8s';
import { CheckReport } from '../check/report';
import { IRule } from '../check/rule';

/** Properties of a `MarApp`. */
export interface MarAppProps extends AppProps {
  /**
   * Your own rules, which run together with the rules of the library.
   * @default - none
   */
  readonly rules?: IRule[];
  /**
   * Report files with all violations, for CI. They are written even if the checks report errors.
   * @default - none
   */
  readonly checkReports?: CheckReport[];
  /**
   * Folder with the manifests that were last applied, such as the `dist` of the main branch. Immutable fields are compared
   * with it: a change that the API server would reject in `kubectl apply` is an error.
   * @default - nothing is compared
   */
  readonly lastApplied?: string;
}
