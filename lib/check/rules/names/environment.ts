import { findNameProblems, findValueFromProblems } from '../../../kube/downward-api';
import { DATA_KEY, ENV_NAME } from '../../../kube/names';
import { toMessages } from '../../../kube/problem';
import { isObject, objectsIn } from '../../model/json';
import { EnvVar } from '../../../kube/objects';
import { Located, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { broken, notText } from './broken';

/** @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/ */
export const ENVIRONMENT: Rule = {
  code: 'MAR-N10',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title:
    'Environment variables have valid names, and a value or a valid source: a key, a field of the pod, or a resource of a container.',
  check: (manifests) =>
    podGroups(manifests).flatMap(({ owner, containers }) => findingsOf(owner, containers.flatMap(problems))),
};

function problems({ container, field }: Located): string[] {
  const variables = objectsIn(container.env).flatMap(({ name = '', value, valueFrom }, i) => {
    const at = `${field}.env[${name === '' ? i : `'${name}'`}]`;
    return [
      ...broken(`${at}.name`, name, ENV_NAME),
      ...notText(`${at}.value`, value),
      ...brokenKeys(`${at}.valueFrom`, valueFrom),
      ...(isObject(valueFrom) ? toMessages(findValueFromProblems(`${at}.valueFrom`, valueFrom)) : []),
    ];
  });
  const prefixes = objectsIn(container.envFrom).flatMap(({ prefix = '', configMapRef, secretRef }, i) => {
    const at = `${field}.envFrom[${i}]`;
    const names = [
      ...findNameProblems(`${at}.configMapRef`, configMapRef),
      ...findNameProblems(`${at}.secretRef`, secretRef),
    ];
    return [...(prefix === '' ? [] : broken(`${at}.prefix`, prefix, ENV_NAME)), ...toMessages(names)];
  });
  return [...variables, ...prefixes];
}

function brokenKeys(at: string, { configMapKeyRef, secretKeyRef }: NonNullable<EnvVar['valueFrom']> = {}): string[] {
  return Object.entries({ configMapKeyRef, secretKeyRef }).flatMap(([kind, ref]) =>
    isObject(ref) ? broken(`${at}.${kind}.key`, ref.key, DATA_KEY, 'give a key of the data') : [],
  );
}
