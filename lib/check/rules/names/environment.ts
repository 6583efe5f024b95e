import { ENV_NAME } from '../../../internal/names';
import { objectsIn } from '../../model/json';
import { Located, podGroups } from '../../model/pod-group';
import { Basis, Rule, Severity } from '../../rule';
import { broken, findingsOf, notText } from './broken';

/** @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/ */
export const ENVIRONMENT: Rule = {
  code: 'MAR-N10',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Environment variables have names that Kubernetes takes, and are texts.',
  check: (manifests) =>
    podGroups(manifests).flatMap(({ owner, containers }) => findingsOf(owner, containers.flatMap(problems))),
};

function problems({ container, field }: Located): string[] {
  const variables = objectsIn(container.env).flatMap(({ name = '', value }, i) => {
    const at = `${field}.env[${name === '' ? i : `'${name}'`}]`;
    return [...broken(`${at}.name`, name, ENV_NAME), ...notText(`${at}.value`, value)];
  });
  const prefixes = objectsIn(container.envFrom).flatMap(({ prefix = '' }, i) =>
    prefix === '' ? [] : broken(`${field}.envFrom[${i}].prefix`, prefix, ENV_NAME),
  );
  return [...variables, ...prefixes];
}
