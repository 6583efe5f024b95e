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
}
