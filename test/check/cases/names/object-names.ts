import { Example, job, object, Patch, service, statefulSet } from '../objects';
import { RuleCase } from '../rule-case';
import { SERVED } from '../served';
import { LABEL, config } from './objects';

const DNS_NAME = "must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit)";
const [, ...BEHIND] = SERVED;
/** A CronJob whose pods are hardened like any other. */
const cronJob = (name: string, jobSpec: Patch = {}): Example => {
  const spec = { ...(job().object.spec as Patch), ...jobSpec };
  return object('batch/v1', 'CronJob', { spec: { schedule: '* * * * *', jobTemplate: { spec } } }, name);
};

/** Names of objects, and what is made of them. */
export const OBJECT_NAMES: readonly RuleCase[] = [
  {
    code: 'MAR-N01',
    when: 'an object has capitals in its name',
    fails: [config({}, 'Web')],
    found: [`Web: metadata.name ${DNS_NAME}, got 'Web': rename it`],
    passes: [config({}, 'web')],
  },
  {
    code: 'MAR-N01',
    when: 'the name of a Service has a dot',
    fails: [service({}, 'web.eu'), ...BEHIND],
    found: [`web.eu: metadata.name ${LABEL}, got 'web.eu': rename it`],
    passes: [service({}, '1web-eu'), ...BEHIND],
  },
  {
    code: 'MAR-N01',
    when: 'the name of a CronJob is too long',
    fails: [cronJob('a'.repeat(53))],
    found: [
      `${'a'.repeat(53)}: metadata.name must be a DNS name of at most 52 characters (a-z, 0-9, '-' and '.', each part first and last a letter or digit), got '${'a'.repeat(53)}': rename it`,
    ],
    passes: [cronJob('a'.repeat(52))],
  },
  {
    code: 'MAR-N02',
    when: 'two objects of a kind have one name',
    fails: [config({ data: { level: 'info' } }), config({ data: { level: 'debug' } })],
    found: [
      `web: metadata.name must be unique among the objects of kind ConfigMap of namespace 'checks', of which the last one would replace the others, got 'web': rename it, or remove it or the one at checks/object-0`,
    ],
    passes: [config({ data: { level: 'info' } }), config({ data: { level: 'debug' } }, 'web-debug')],
  },
  {
    code: 'MAR-N16',
    when: 'the name of a StatefulSet leaves no room for the hash in a label of its pods',
    fails: [statefulSet({}, 'a'.repeat(53))],
    found: [
      `${'a'.repeat(53)}: metadata.name must have at most 52 characters, as the label controller-revision-hash of its pods is made of it, got '${'a'.repeat(53)}': shorten it`,
    ],
    passes: [statefulSet({}, 'a'.repeat(52))],
  },
  {
    code: 'MAR-N16',
    when: 'the jobs of a CronJob give their pods host names that are too long',
    fails: [cronJob('a'.repeat(52), { completionMode: 'Indexed', completions: 11 })],
    found: [
      `${'a'.repeat(52)}: metadata.name must have no '.' and at most 51 characters, as the host names of its pods are made of it, got '${'a'.repeat(52)}': rename it`,
    ],
    passes: [cronJob('a'.repeat(51), { completionMode: 'Indexed', completions: 11 })],
  },
  {
    code: 'MAR-N18',
    when: 'objects are in a list',
    fails: [object('v1', 'List', { items: ['settings', 'more'].map((name) => config({}, name).object) })],
    found: ["settings: kind must be that of one object, got 'List': write its items one by one"],
    passes: [config({}, 'settings'), config({}, 'more')],
  },
];
