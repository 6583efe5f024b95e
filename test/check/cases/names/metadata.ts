import { deployment, Example, object, Patch, pod } from '../objects';
import { RuleCase } from '../rule-case';
import { config } from './objects';

const VALUE =
  "must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter or digit)";
const KEYS = "must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters";

/** Labels, selectors and annotations. */
export const METADATA: readonly RuleCase[] = [
  {
    code: 'MAR-N03',
    when: 'a label is a sentence',
    fails: [config({ metadata: { labels: { team: 'the buyers' } } })],
    found: [`web: metadata.labels['team'] ${VALUE}, got 'the buyers': shorten it, or make it an annotation`],
    passes: [config({ metadata: { labels: { team: 'buyers' } } })],
  },
  {
    code: 'MAR-N03',
    when: 'a label of pods has a key that is no DNS name',
    fails: [deployment({ spec: { template: { metadata: { labels: { 'Acme/team': 'buyers' } } } } })],
    found: [`web: spec.template.metadata.labels ${KEYS}, got 'Acme/team': rename the key`],
    passes: [deployment({ spec: { template: { metadata: { labels: { 'acme.example/team': 'buyers' } } } } })],
  },
  {
    code: 'MAR-N04',
    when: 'nodes are selected by a label that none can have',
    fails: [pod({ spec: { nodeSelector: { disk: 'very fast' } } })],
    found: [`web: spec.nodeSelector['disk'] ${VALUE}, got 'very fast': correct it`],
    passes: [pod({ spec: { nodeSelector: { 'kubernetes.io/os': 'linux' } } })],
  },
  {
    code: 'MAR-N04',
    when: 'a claim asks for volumes of a label that none can have',
    fails: [claimOf([{ key: 'disk', operator: 'In', values: ['ssd', 'not new'] }])],
    found: [`web: spec.selector.matchExpressions[0].values[1] ${VALUE}, got 'not new': correct it`],
    passes: [claimOf([{ key: 'disk', operator: 'In', values: ['ssd', 'used'] }])],
  },
  {
    code: 'MAR-N05',
    when: 'an annotation has a space in its key',
    fails: [config({ metadata: { annotations: { 'on call': 'the buyers' } } })],
    found: [`web: metadata.annotations ${KEYS}, got 'on call': rename the key`],
    passes: [config({ metadata: { annotations: { 'on-call': 'the buyers' } } })],
  },
  {
    code: 'MAR-N05',
    when: 'an annotation is a number',
    fails: [config({ metadata: { annotations: { floor: 3 } } })],
    found: [`web: metadata.annotations['floor'] must be a text, got '3': put it in quotes`],
    passes: [config({ metadata: { annotations: { floor: '3' } } })],
  },
  {
    code: 'MAR-N06',
    when: 'a ConfigMap is too large for the copy that kubectl apply keeps',
    fails: [config({ data: { page: 'x'.repeat(256 * 1024) } })],
    found: [
      `web: metadata.annotations must not be larger than 256 KiB, with the copy of the object that kubectl apply keeps there, got '257 KiB': split it, or apply it with --server-side, which keeps no copy`,
    ],
    passes: [config({ data: { page: 'x'.repeat(255 * 1024) } })],
  },
];

function claimOf(matchExpressions: readonly Patch[]): Example {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  return object('v1', 'PersistentVolumeClaim', { spec: { ...spec, selector: { matchExpressions } } });
}
