import { MarClusterProps } from '../../../lib';
import { Example } from './objects';

/** A tree that breaks a rule, and one that does not. Both are in a cluster, called `checks`. */
export interface RuleCase {
  /** The rule. */
  readonly code: string;
  /** What breaks it, after "fails when": unique among the cases of the rule. */
  readonly when: string;
  /** What the cluster says in both trees. */
  readonly cluster?: MarClusterProps;
  /** What was applied before. */
  readonly lastApplied?: readonly Example[];
  /** Breaks the rule, and no other. */
  readonly fails: readonly Example[];
  /** All of what is found, each as `<name of the object>: <message>`. */
  readonly found: readonly string[];
  /** Breaks no rule. */
  readonly passes: readonly Example[];
}
