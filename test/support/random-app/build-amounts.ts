import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import * as mar from '../../../lib';
import { tolerationOf } from './build-tolerations';
import { mapValues, member, size } from './contents';
import { Limits, Quota, ScopedQuota } from './program';
import { Amounts, Profile, Security } from './program-pods';

interface Sizes {
  readonly cpu?: kplus.Cpu;
  readonly memory?: Size;
  readonly ephemeralStorage?: Size;
}

/** Amounts as the library is told: what is not said is left out. */
export function amounts({ cpu, memory, disk, units = {} }: Amounts): Sizes {
  return {
    ...(cpu === undefined ? {} : { cpu: units.cpu === 'units' ? kplus.Cpu.units(cpu / 1000) : kplus.Cpu.millis(cpu) }),
    ...(memory === undefined ? {} : { memory: size(memory, units.size) }),
    ...(disk === undefined ? {} : { ephemeralStorage: size(disk, units.size) }),
  };
}

export function quotaProps({ requests = {}, scoped = {}, objects, ...said }: Quota): mar.QuotaProps {
  const { pods, services, loadBalancers, nodePorts, claims } = said;
  const { cpu: cpuRequests, memory: memoryRequests } = amounts(requests);
  return {
    ...amounts(said),
    ...(cpuRequests && { cpuRequests }),
    ...(memoryRequests && { memoryRequests }),
    pods,
    services,
    loadBalancers,
    nodePorts,
    claims,
    objects,
    storage: said.storage === undefined ? undefined : size(said.storage, said.units?.size),
    storageClasses: said.classClaims === undefined ? undefined : { 'local-path': { claims: said.classClaims } },
    scoped: mapValues(scoped, scopedProps),
  };
}

function scopedProps({ scope, pods, ...said }: ScopedQuota): mar.ScopedQuota {
  const { cpu, memory } = amounts(said);
  return { scope: SCOPES[scope](), cpu, memory, pods };
}

const SCOPES: Readonly<Record<ScopedQuota['scope'], () => mar.QuotaScope>> = {
  terminating: () => mar.QuotaScope.terminating(),
  notTerminating: () => mar.QuotaScope.notTerminating(),
  bestEffort: () => mar.QuotaScope.bestEffort(),
  notBestEffort: () => mar.QuotaScope.notBestEffort(),
  critical: () => mar.QuotaScope.priorityClasses('system-cluster-critical'),
};

export function limitsProps(said: Limits): mar.LimitsProps {
  const bound = (amount: number | undefined): Size | undefined => (amount === undefined ? undefined : size(amount));
  return {
    default: said.default && amounts(said.default),
    min: said.min && amounts(said.min),
    max: said.max && amounts(said.max),
    maxLimitRequestRatio: said.ratio,
    pod: said.podMax && { max: amounts(said.podMax) },
    claim: said.claim && { min: bound(said.claim.min), max: bound(said.claim.max) },
  };
}

export function profileOf({ name, env, security, nodeSelector, tolerations, ...said }: Profile): mar.MarProfile {
  return new mar.MarProfile({
    name,
    version: '1',
    ...amounts(said),
    env: env && mapValues(env, (value) => kplus.EnvValue.fromValue(value)),
    security: security && securityProps(security),
    nodeSelector,
    tolerations: tolerations?.map(tolerationOf),
  });
}

export function securityProps(said: Security): mar.SecurityProps {
  const { user, allowRoot, allowPrivilegeEscalation, allowWritableRootFilesystem, addCapabilities } = said;
  return {
    user,
    allowRoot,
    allowPrivilegeEscalation,
    allowWritableRootFilesystem,
    addCapabilities: addCapabilities?.flatMap((name) => member(kplus.Capability, name) ?? []),
    seccompProfile:
      said.seccomp &&
      (said.seccomp === 'Unconfined'
        ? mar.SeccompProfile.unconfined()
        : mar.SeccompProfile.localhost('a/profile.json')),
    appArmorProfile:
      said.appArmor &&
      (said.appArmor === 'Unconfined' ? mar.AppArmorProfile.unconfined() : mar.AppArmorProfile.runtimeDefault()),
    seLinux: said.seLinuxType === undefined ? undefined : { type: said.seLinuxType },
  };
}
