import { finding } from '../../../internal/errors';
import { Basis, Finding, Rule, Severity } from '../../rule';
import { JudgedPod, judgedPods } from './judged-pod';
import { Value } from './values';

/** A control of the Pod Security Standards. */
export interface Control {
  readonly code: string;
  readonly title: string;
  /** Whether it is in force for a pod. @default - for all whose namespace enforces a level */
  readonly applies?: (pod: JudgedPod) => boolean;
  readonly demands: readonly Demand[];
}

/** What a control demands of some fields. */
export interface Demand {
  /** What they must be, after their name. */
  readonly must: string;
  /** What to do about it. */
  readonly advice: string;
  /** Those that are not so. */
  readonly refused: (pod: JudgedPod) => readonly Value[];
}

/** A control as a rule, over all pods whose namespace is among the manifests. */
export function control({ code, title, applies = () => true, demands }: Control): Rule {
  return {
    code,
    severity: Severity.ERROR,
    basis: Basis.REFUSED,
    title,
    check: (manifests) => {
      const findings: Finding[] = [];
      for (const pod of judgedPods(manifests)) {
        if (!applies(pod)) continue;
        for (const demand of demands) {
          for (const value of demand.refused(pod)) findings.push(describe(pod, demand, value));
        }
      }
      return findings;
    },
  };
}

function describe({ group, level }: JudgedPod, { must, advice }: Demand, { field, value }: Value): Finding {
  const rule = `${must} at the pod security level '${level}' that the namespace enforces`;
  const message = finding(field, value, rule, `${advice}, or lower the cluster's podSecurity`);
  return { manifest: group.owner, message };
}
