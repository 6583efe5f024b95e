import { complaintsInLog } from './second-apply';

/** Returns what kubectl logs of a patch with `-v=9`. */
function logOf(patch: object, address: string): string {
  return [
    `I1130 20:46:52.299327   27282 helper.go:269] "Request Body" body=${JSON.stringify(JSON.stringify(patch))}`,
    'I1130 20:46:52.299373   27282 round_trippers.go:527] "Request" curlCommand=<',
    `\tcurl -v -XPATCH  -H "Accept: application/json" 'https://127.0.0.1:16443/${address}?fieldManager=kubectl'`,
    ' >',
    'I1130 20:46:52.301592   27282 helper.go:269] "Response Body" body="{}"',
  ].join('\n');
}

const POD = 'api/v1/namespaces/prod/pods/api';

test('names the object, and the fields that kubectl sends again', () => {
  const patch = {
    spec: {
      '$setElementOrder/containers': [{ name: 'app' }],
      containers: [{ name: 'app', resources: { limits: { cpu: '0.5' } } }],
      tolerations: [],
    },
  };
  expect(complaintsInLog(logOf(patch, POD))).toEqual([
    'pods prod/api is configured again: spec.containers[].resources.limits.cpu, spec.tolerations',
  ]);
});

test('names an object that belongs to no namespace', () => {
  const log = logOf({ spec: { capacity: { storage: '1024Mi' } } }, 'api/v1/persistentvolumes/disk');
  expect(complaintsInLog(log)).toEqual(['persistentvolumes disk is configured again: spec.capacity.storage']);
});

test.each([
  [{ spec: { selector: { matchLabels: { a: 'b' } } } }, 'apis/policy/v1/namespaces/prod/poddisruptionbudgets/api'],
  [{ spec: { volumeClaimTemplates: [{ spec: {} }] } }, 'apis/apps/v1/namespaces/prod/statefulsets/db'],
  [{ spec: { '$setElementOrder/volumes': [{ name: 'tmp' }] } }, POD],
])('says nothing of a quirk: %j', (patch, address) => {
  expect(complaintsInLog(logOf(patch, address))).toEqual([]);
});

test('explains no other field by a quirk', () => {
  const patch = { spec: { minAvailable: '50%', selector: { matchLabels: { a: 'b' } } } };
  expect(complaintsInLog(logOf(patch, 'apis/policy/v1/namespaces/prod/poddisruptionbudgets/api'))).toEqual([
    'poddisruptionbudgets prod/api is configured again: spec.minAvailable',
  ]);
});

test('reads the characters that Go quotes', () => {
  const log = logOf({ metadata: { annotations: { note: 'x' } } }, POD).replace('x\\"}', '\\x7f\\u0085\\U0010ffff\\"}');
  expect(complaintsInLog(log)).toEqual(['pods prod/api is configured again: metadata.annotations.note']);
});

test('says so when kubectl has cut the log', () => {
  const log = logOf({ metadata: {} }, POD).replace('}}"', '"');
  expect(complaintsInLog(log)).toEqual(['pods prod/api is configured again: ?']);
});
