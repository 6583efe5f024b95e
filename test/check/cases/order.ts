import { object, pod } from './objects';
import { RuleCase } from './rule-case';

const DEPEND = 'let it depend on that: node.addDependency';

const HIGH = object('scheduling.k8s.io/v1', 'PriorityClass', { value: 1000 }, 'checks-high');
const urgent = pod({ spec: { priorityClassName: 'checks-high' } });
const BARE = object('v1', 'Namespace', {}, 'bare');
const settings = object('v1', 'ConfigMap', { metadata: { namespace: 'bare' }, data: { level: 'info' } }, 'settings');

/** What is applied too early. */
export const ORDER_CASES: readonly RuleCase[] = [
  {
    code: 'MAR-R14',
    when: 'a namespace comes after what is in it',
    fails: [settings, BARE],
    found: [
      `settings: metadata.namespace must be applied before, and checks/object-1 comes later, got 'bare': ${DEPEND}`,
    ],
    passes: [BARE, settings],
  },
  {
    code: 'MAR-R14',
    when: 'the priority class of a pod comes after it',
    fails: [urgent, HIGH],
    found: [
      `web: spec.priorityClassName must be applied before, and checks/object-1 comes later, got 'checks-high': ${DEPEND}`,
    ],
    passes: [HIGH, urgent],
  },
];
