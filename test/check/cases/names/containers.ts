import { Example, Patch, pod } from '../objects';
import { RuleCase } from '../rule-case';
import { LABEL, container } from './objects';

/** A second container, as hardened as the first one. */
const second = (patch: Patch): Patch => ({
  image: 'registry.example.com/app:1',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  ...patch,
});

/** What is in a pod. */
export const CONTAINERS: readonly RuleCase[] = [
  {
    code: 'MAR-N10',
    when: 'the name of an environment variable has a sign that none may have',
    fails: [container({ env: [{ name: 'MODE=fast' }] })],
    found: [
      `web: spec.containers['app'].env['MODE=fast'].name must be the name of an environment variable (printable ASCII without '='), got 'MODE=fast': rename it`,
    ],
    passes: [container({ env: [{ name: 'MODE', value: 'fast' }] })],
  },
  {
    code: 'MAR-N10',
    when: 'an environment variable is a number',
    fails: [container({ env: [{ name: 'PORT', value: 8080 }] })],
    found: [`web: spec.containers['app'].env['PORT'].value must be a text, got '8080': put it in quotes`],
    passes: [container({ env: [{ name: 'PORT', value: '8080' }] })],
  },
  {
    code: 'MAR-N10',
    when: 'an environment variable is read from a key that no Secret can have',
    fails: [reading('a key')],
    found: [
      `web: spec.containers['app'].env['KEY'].valueFrom.secretKeyRef.key must be 1 to 253 of letters, digits, '-', '_' and '.', and no '.' or '..', got 'a key': give a key of the data`,
    ],
    passes: [reading('a-key')],
  },
  {
    code: 'MAR-N11',
    when: 'two containers of a pod have one name',
    fails: [pod({ spec: { initContainers: [second({ name: 'app' })] } })],
    found: [`web: spec.containers['app'].name must be unique in its pod, got 'app': rename it`],
    passes: [pod({ spec: { initContainers: [second({ name: 'prepare' })] } })],
  },
  {
    code: 'MAR-N11',
    when: 'a container has a dot in its name',
    fails: [container({ name: 'app.1' })],
    found: [`web: spec.containers['app.1'].name ${LABEL}, got 'app.1': rename it`],
    passes: [container({ name: 'app-1' })],
  },
  {
    code: 'MAR-N12',
    when: 'two volumes of a pod have one name',
    fails: [pod({ spec: { volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'tmp', emptyDir: {} }] } })], // prettier-ignore
    found: [`web: spec.volumes[1].name must be unique in its pod, got 'tmp': rename it`],
    passes: [pod({ spec: { volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'cache', emptyDir: {} }] } })], // prettier-ignore
  },
  {
    code: 'MAR-N13',
    when: 'a container mounts a volume that its pod has not',
    fails: [mounting([{ name: 'temp', mountPath: '/tmp' }])],
    found: [
      `web: spec.containers['app'].volumeMounts[0].name must be a volume of the pod (tmp), got 'temp': correct it, or add the volume`,
    ],
    passes: [mounting([{ name: 'tmp', mountPath: '/tmp' }])],
  },
  {
    code: 'MAR-N13',
    when: 'a container mounts two volumes at one path',
    fails: [mounting([{ name: 'tmp', mountPath: '/tmp' }, { name: 'tmp', mountPath: '/tmp', readOnly: true }])], // prettier-ignore
    found: [
      `web: spec.containers['app'].volumeMounts[1].mountPath must be unique in its container, got '/tmp': choose another path`,
    ],
    passes: [mounting([{ name: 'tmp', mountPath: '/tmp' }, { name: 'tmp', mountPath: '/var/tmp' }])], // prettier-ignore
  },
  {
    code: 'MAR-N17',
    when: 'the mode of files is written without the sign of octal numbers',
    fails: [files({ defaultMode: 777 })],
    found: [
      `web: spec.volumes['settings'].configMap.defaultMode must be a whole number of 0 to 0o777 (511), got '777': write 0o777`,
    ],
    passes: [files({ defaultMode: 0o777 })],
  },
  {
    code: 'MAR-N17',
    when: 'the path of a file leads out of its volume',
    fails: [files({ items: [{ key: 'a', path: '../a' }] })],
    found: [
      `web: spec.volumes['settings'].configMap.items[0].path must be relative and without '..', got '../a': correct the path`,
    ],
    passes: [files({ items: [{ key: 'a', path: 'conf/a' }] })],
  },
];

/** Of a Secret that need not be there. */
function reading(key: string): Example {
  return container({ env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'key', key, optional: true } } }] });
}

/** Those of a ConfigMap that need not be there. */
function files(patch: Patch): Example {
  return pod({ spec: { volumes: [{ name: 'settings', configMap: { name: 'settings', optional: true, ...patch } }] } });
}

function mounting(volumeMounts: readonly Patch[]): Example {
  return pod({ spec: { volumes: [{ name: 'tmp', emptyDir: {} }], containers: [{ volumeMounts }] } });
}
