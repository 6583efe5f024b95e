import { finding } from '../../../internal/errors';
import { Basis, Finding, Rule, Severity } from '../../rule';
import { JudgedPod, judgedPods } from './judged-pod';
import { Value } from './values';

/** Control of the Pod Security Standards. */
export interface Control {
  readonly code: string;
  readonly title: string;
  /** Returns true if the control applies to a pod. @default - for all whose namespace enforces a level */
  readonly applies?: (pod: JudgedPod) => boolean;
  readonly demands: readonly Demand[];
}

/** Requirement of a control for some fields. */
export interface Demand {
  /** Rule for the error message, after the name of the field. */
  readonly must: string;
  /** Advice on how to fix the violation. */
  readonly advice: string;
  /** Returns the values that violate the requirement. */
  readonly refused: (pod: JudgedPod) => readonly Value[];
}

/** Creates a rule from a control, for all pods whose namespace is in the manifests. */
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
