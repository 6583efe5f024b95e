import { Example, Patch, pod } from './objects';
import { RuleCase } from './rule-case';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

const onNode = (requirement: Patch): Example => {
  const required = { nodeSelectorTerms: [{ matchExpressions: [requirement] }] };
  return pod({ spec: { affinity: { nodeAffinity: { [REQUIRED]: required } } } });
};

/** What pods require of nodes. */
export const NODE_AFFINITY_CASES: readonly RuleCase[] = [
  {
    code: 'MAR-R16',
    when: 'nodes are compared with something else than a number',
    fails: [onNode({ key: 'cores', operator: 'Gt', values: ['1.5'] })],
    found: [
      `web: spec.affinity.nodeAffinity.${REQUIRED}.nodeSelectorTerms must have a term that a node can meet, got '[{"matchExpressions":[{"key":"cores","operator":"Gt","values":["1.5"]}]}]': give it a label and, for Gt and Lt, a whole number`,
    ],
    passes: [onNode({ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] })],
  },
  {
    code: 'MAR-R16',
    when: 'pods require a node by nothing',
    fails: [pod({ spec: { affinity: { nodeAffinity: { [REQUIRED]: { nodeSelectorTerms: [{}] } } } } })],
    found: [
      `web: spec.affinity.nodeAffinity.${REQUIRED}.nodeSelectorTerms must have a term that a node can meet, got '[{}]': give it a label and, for Gt and Lt, a whole number`,
    ],
    passes: [
      pod({
        spec: {
          affinity: {
            nodeAffinity: {
              [REQUIRED]: {
                nodeSelectorTerms: [{}, { matchExpressions: [{ key: 'kubernetes.io/os', operator: 'Exists' }] }],
              },
            },
          },
        },
      }),
    ],
  },
];
