import { deployment, Example, Patch, pod } from '../objects';
import { RuleCase } from '../rule-case';

const KEYS = "must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters";
const VALUE =
  "must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter or digit)";

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

const tolerating = (toleration: Patch): Example => pod({ spec: { tolerations: [toleration] } });
const onNodes = (requirement: Patch): Example =>
  pod({
    spec: {
      affinity: {
        nodeAffinity: {
          [PREFERRED]: [{ weight: 1, preference: { matchExpressions: [requirement] } }],
        },
      },
    },
  });
const apart = (term: Patch): Example =>
  deployment({ spec: { template: { spec: { affinity: { podAntiAffinity: { [REQUIRED]: [term] } } } } } });

/** Where pods run. */
export const SCHEDULING: readonly RuleCase[] = [
  {
    code: 'MAR-N20',
    when: 'a toleration has a key that no taint can have',
    fails: [tolerating({ key: 'for web', operator: 'Exists' })],
    found: [`web: spec.tolerations[0].key ${KEYS}, got 'for web': rename the key`],
    passes: [tolerating({ key: 'acme.example/for-web', operator: 'Exists' })],
  },
  {
    code: 'MAR-N20',
    when: 'a toleration has a value that no taint can have',
    fails: [tolerating({ key: 'dedicated', operator: 'Equal', value: 'a'.repeat(64) })],
    found: [`web: spec.tolerations[0].value ${VALUE}, got '${'a'.repeat(64)}': give the value of the taint`],
    passes: [tolerating({ key: 'dedicated', value: 'a'.repeat(63) }), pod({ spec: { tolerations: [{ key: 'dedicated', operator: 'Equal', value: '' }] } }, 'more')], // prettier-ignore
  },
  {
    code: 'MAR-N20',
    when: 'a toleration of one value has no key',
    fails: [tolerating({ operator: 'Equal', value: 'web' })],
    found: [
      `web: spec.tolerations[0].key must be given, as only the operator Exists tolerates taints of all keys, got '': give the key of the taint, or tolerate all taints`,
    ],
    passes: [tolerating({ operator: 'Exists' })],
  },
  {
    code: 'MAR-N20',
    when: 'a toleration of a taint that evicts nobody says for how long',
    fails: [tolerating({ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 60 })],
    found: [
      `web: spec.tolerations[0].effect must be NoExecute where tolerationSeconds is given, got 'NoSchedule': set it, or remove tolerationSeconds`,
    ],
    passes: [tolerating({ key: 'dedicated', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 0 })],
  },
  {
    code: 'MAR-N04',
    when: 'nodes are selected by one of no values',
    fails: [onNodes({ key: 'disk', operator: 'In', values: [] })],
    found: [
      `web: spec.affinity.nodeAffinity.${PREFERRED}[0].preference.matchExpressions[0].values must not be empty for the operator In, got '': give a value`,
    ],
    passes: [onNodes({ key: 'disk', operator: 'In', values: [''] })],
  },
  {
    code: 'MAR-N04',
    when: 'nodes are selected by more than two numbers at once',
    fails: [onNodes({ key: 'cores', operator: 'Gt', values: ['8', '16'] })],
    found: [
      `web: spec.affinity.nodeAffinity.${PREFERRED}[0].preference.matchExpressions[0].values must be one for the operator Gt, got '8,16': give one number`,
    ],
    passes: [onNodes({ key: 'cores', operator: 'Gt', values: ['8'] })],
  },
  {
    code: 'MAR-N04',
    when: 'pods are kept apart from those of a label that is there, with a value',
    fails: [
      apart({
        topologyKey: 'kubernetes.io/hostname',
        labelSelector: { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['web'] }] },
      }),
    ],
    found: [
      `web: spec.template.spec.affinity.podAntiAffinity.${REQUIRED}[0].labelSelector.matchExpressions[0].values must not be given for the operator Exists, got 'web': remove them`,
    ],
    passes: [
      apart({
        topologyKey: 'kubernetes.io/hostname',
        labelSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
      }),
    ],
  },
  {
    code: 'MAR-N25',
    when: 'pods are kept apart over a topology that is no label',
    fails: [apart({ topologyKey: 'every host', labelSelector: {} })],
    found: [
      `web: spec.template.spec.affinity.podAntiAffinity.${REQUIRED}[0].topologyKey ${KEYS}, got 'every host': name a label of nodes`,
    ],
    passes: [apart({ topologyKey: 'kubernetes.io/hostname', labelSelector: {} })],
  },
  {
    code: 'MAR-N25',
    when: 'a node is preferred by nothing',
    fails: [pod({ spec: { affinity: { nodeAffinity: { [PREFERRED]: [{ weight: 0, preference: {} }] } } } })],
    found: [
      `web: spec.affinity.nodeAffinity.${PREFERRED}[0].weight must be a whole number of 1 to 100, got '0': correct it`,
    ],
    passes: [pod({ spec: { affinity: { nodeAffinity: { [PREFERRED]: [{ weight: 100, preference: {} }] } } } })],
  },
  {
    code: 'MAR-N25',
    when: 'a pod is for a node that can have no such name',
    fails: [pod({ spec: { nodeName: 'Node 0' } })],
    found: [
      `web: spec.nodeName must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit), got 'Node 0': name a node`,
    ],
    passes: [pod({ spec: { nodeName: '' } })],
  },
];
