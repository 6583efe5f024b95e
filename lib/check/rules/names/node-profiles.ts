import { findAppArmorProblems, findSeccompProblems } from '../../../kube/node-profiles';
import { Problem, toMessages } from '../../../kube/problem';
import { isObject } from '../../model/json';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/tutorials/security/ */
export const NODE_PROFILES: Rule = {
  code: 'MAR-N26',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'AppArmor and seccomp profiles have a type and, for Localhost, a valid name.',
  check: (manifests) => podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, toMessages(findProblems(pods)))),
};

function findProblems({ spec, field, containers }: PodGroup): Problem[] {
  const own = containers.flatMap((one) => findIn(`${one.field}.securityContext`, one.container.securityContext));
  return [...findIn(`${field}.securityContext`, spec.securityContext), ...own];
}

function findIn(at: string, context: unknown): Problem[] {
  if (!isObject(context)) return [];
  const { appArmorProfile, seccompProfile } = context;
  return [
    ...(isObject(appArmorProfile) ? findAppArmorProblems(`${at}.appArmorProfile`, appArmorProfile) : []),
    ...(isObject(seccompProfile) ? findSeccompProblems(`${at}.seccompProfile`, seccompProfile) : []),
  ];
}
