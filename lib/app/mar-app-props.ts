import { AppProps } from 'cdk8s';
import { CheckReport } from '../check/report';
import { IRule } from '../check/rule';

/** Properties of a `MarApp`. */
export interface MarAppProps extends AppProps {
  /**
   * Rules of your own, checked with those of the library.
   * @default - none
   */
  readonly rules?: IRule[];
  /**
   * Files with all findings, for CI. They are written even where synthesis fails.
   * @default - none
   */
  readonly checkReports?: CheckReport[];
  /**
   * A folder with the manifests that were applied last, such as the `dist` of the main branch. What Kubernetes lets nobody
   * change is then compared with it: a change that `kubectl apply` would be refused is an error.
   * @default - nothing is compared
   */
  readonly former?: string;
}
