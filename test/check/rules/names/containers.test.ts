import { KubeObject } from '../../../../lib/kube/objects';
import { CONTAINERS } from '../../../../lib/check/rules/names/containers';
import { ENVIRONMENT } from '../../../../lib/check/rules/names/environment';
import { MOUNTS } from '../../../../lib/check/rules/names/mounts';
import { VOLUMES } from '../../../../lib/check/rules/names/volumes';
import { found, messages } from '../found';
import { object } from '../objects';
import { container, pod } from './objects';

describe('environment variables', () => {
  test.each([' ', 'a b', '1', '-', 'ä'.normalize('NFD').slice(0, 1), '~!@#$%^&*()'])('may be called %j', (name) => {
    expect(found(ENVIRONMENT, container({ env: [{ name }], envFrom: [{ prefix: name }, {}] }))).toEqual([]);
  });

  test.each(['A=', '\t', 'ä', '\u007f'])('may not be called %j', (name) => {
    expect(found(ENVIRONMENT, container({ env: [{ name }], envFrom: [{ prefix: name }] }))).toEqual([
      `spec.containers['app'].env['${name}'].name '${name}'`,
      `spec.containers['app'].envFrom[0].prefix '${name}'`,
    ]);
  });

  test('have a name, and any text or none', () => {
    const env = [{}, { name: 'A', value: null }, { name: 'A', value: '' }, { name: 'B', value: { a: 1 } }];
    expect(found(ENVIRONMENT, container({ env }))).toEqual([
      "spec.containers['app'].env[0].name ''",
      `spec.containers['app'].env['B'].value '{"a":1}'`,
    ]);
  });
});

describe('containers, volumes and mounts', () => {
  test('a container has a name that is unique among all of the pod', () => {
    const spec = { initContainers: [{ name: 'a' }, { name: 'a' }], containers: [{}, { name: 'a' }, {}] };
    expect(found(CONTAINERS, pod(spec))).toEqual([
      "spec.initContainers['a'].name 'a'",
      "spec.containers['0'].name ''",
      "spec.containers['a'].name 'a'",
      "spec.containers['2'].name ''",
    ]);
  });

  test('a volume has a name that is unique in its pod', () => {
    expect(found(VOLUMES, pod({ volumes: [{ name: 'a' }, { name: 'a' }, {}, { name: 'A' }, {}] }))).toEqual([
      "spec.volumes[1].name 'a'",
      "spec.volumes[2].name ''",
      "spec.volumes[3].name 'A'",
      "spec.volumes[4].name ''",
    ]);
  });

  const statefulSet = (
    templates: readonly object[],
    volumes: readonly object[],
    mounts: readonly object[],
  ): KubeObject => {
    const template = { spec: { volumes, containers: [{ name: 'app', volumeMounts: mounts }] } };
    return object('apps/v1', 'StatefulSet', { spec: { volumeClaimTemplates: templates, template } });
  };

  test('a template of claims replaces the volumes of its name', () => {
    const templates = [{ metadata: { name: 'data' } }, { metadata: { name: 'Logs' } }, {}];
    expect(found(VOLUMES, statefulSet(templates, [{ name: 'data' }, { name: 'data' }], []))).toEqual([
      "spec.volumeClaimTemplates[1].metadata.name 'Logs'",
      "spec.volumeClaimTemplates[2].metadata.name ''",
    ]);
  });

  test('what is mounted is a volume or a template of claims', () => {
    const mounts = [{ name: 'data', mountPath: '/a' }, { name: 'tmp', mountPath: '/b' }, { mountPath: '/c' }];
    const templates = [{ metadata: { name: 'data' } }];
    expect(found(MOUNTS, statefulSet(templates, [{ name: 'tmp' }], mounts))).toEqual([
      "spec.template.spec.containers['app'].volumeMounts[2].name ''",
    ]);
    expect(found(MOUNTS, statefulSet([{}], [{}], [{ mountPath: '/a' }]))).toEqual([]);
    expect(
      found(
        MOUNTS,
        statefulSet(
          [],
          [{ name: 'a' }],
          [
            { name: 'a', mountPath: '/a' },
            { name: 'a', mountPath: '/a' },
          ],
        ),
      ),
    ).toEqual(["spec.template.spec.containers['app'].volumeMounts[1].mountPath '/a'"]);
  });

  test('a device is a volume too, and a pod without volumes says so', () => {
    expect(messages(MOUNTS, container({ volumeDevices: [{ name: 'disk' }] }))).toEqual([
      "spec.containers['app'].volumeDevices[0].name must be a volume of the pod (it has none), got 'disk': correct it, or add the volume",
    ]);
  });
});

describe('keys that environment variables are read from', () => {
  const variable = (ref: object): KubeObject => container({ env: [{ name: 'A', valueFrom: ref }] });

  test.each(['configMapKeyRef', 'secretKeyRef'])('of %s are those that data can have', (kind) => {
    const field = `spec.containers['app'].env['A'].valueFrom.${kind}.key`;
    for (const key of ['a', 'a.b_C-d', '.a']) {
      expect(found(ENVIRONMENT, variable({ [kind]: { name: 'a', key } }))).toEqual([]);
    }
    for (const key of ['', 'a b', '..', 'a/b']) {
      expect(found(ENVIRONMENT, variable({ [kind]: { name: 'a', key } }))).toEqual([`${field} '${key}'`]);
    }
    expect(messages(ENVIRONMENT, variable({ [kind]: { name: 'a' } }))).toEqual([
      `${field} must be 1 to 253 of letters, digits, '-', '_' and '.', and no '.' or '..', got '': give a key of the data`,
    ]);
  });

  test('are none where a variable is read from the pod', () => {
    expect(found(ENVIRONMENT, variable({ fieldRef: { fieldPath: 'metadata.name' } }))).toEqual([]);
  });
});
