import { PodSecurityLevel } from '../../../lib';
import { deployment, Example, Patch, pod } from './objects';
import { RuleCase } from './rule-case';

interface Case {
  readonly version?: string;
  readonly fails: Example;
  readonly found: readonly [field: string, must: string, got: string, advice: string];
  readonly passes: Example;
}

const at =
  (level: PodSecurityLevel) =>
  (code: string, when: string, { version, fails, found: [field, must, got, advice], passes }: Case): RuleCase => {
    const rule = `${must} at the pod security level '${level}' that the namespace enforces`;
    return {
      code,
      when,
      cluster: { podSecurity: { level, version } },
      fails: [fails],
      found: [`web: ${field} ${rule}, got '${got}': ${advice}, or lower the cluster's podSecurity`],
      passes: [passes],
    };
  };

const baseline = at(PodSecurityLevel.BASELINE);
const restricted = at(PodSecurityLevel.RESTRICTED);

const POD = 'spec.securityContext';
const APP = "spec.containers['app']";
const OWN = `${APP}.securityContext`;
const PROFILE = 'must be RuntimeDefault or Localhost';
const OLD_PROFILE = 'must be runtime/default or localhost/…';
const OLD_SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod';
const OLD_APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/app';
const TYPE =
  'must be of the type configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret';

const annotated = (annotations: Patch, spec: Patch = {}): Example => pod({ metadata: { annotations }, spec });
const templated = (spec: Patch): Example => deployment({ spec: { template: { spec } } });
const podWith = (spec: Patch): Example => pod({ spec });
const podContext = (securityContext: Patch): Example => podWith({ securityContext });
const app = (container: Patch): Example => podWith({ containers: [container] });
const ownContext = (securityContext: Patch): Example => app({ securityContext });
const contexts = (podSecurity: Patch, own: Patch): Example =>
  podWith({ securityContext: podSecurity, containers: [{ securityContext: own }] });
const volume = (type: Patch): Example => podWith({ volumes: [{ name: 'data', ...type }] });

/** Init containers are a list of their own, so a patch of them is complete. */
const started = (securityContext: Patch): Example => {
  const limits = { cpu: '100m', memory: '64Mi', 'ephemeral-storage': '100Mi' };
  const container = { name: 'migrate', image: 'registry.example.com/app:1', resources: { limits } };
  const context = { readOnlyRootFilesystem: true, ...securityContext };
  return podWith({ initContainers: [{ ...container, securityContext: context }] });
};

/** The levels of the Pod Security Standards, control by control. */
export const POD_SECURITY_CASES: readonly RuleCase[] = [
  baseline('MAR-P01', 'a pod is a process of its Windows node', {
    fails: podWith({ hostNetwork: true, securityContext: { windowsOptions: { hostProcess: true } } }),
    found: [`${POD}.windowsOptions.hostProcess`, 'must not be true', 'true', 'remove it'],
    passes: podContext({ windowsOptions: { hostProcess: false } }),
  }),
  baseline('MAR-P02', 'a pod has the network of its node', {
    fails: podWith({ hostNetwork: true }),
    found: ['spec.hostNetwork', 'must not be true', 'true', 'remove it'],
    passes: podWith({ hostNetwork: false }),
  }),
  restricted('MAR-P02', 'a pod sees the processes of its node, at restricted too', {
    fails: podWith({ hostPID: true }),
    found: ['spec.hostPID', 'must not be true', 'true', 'remove it'],
    passes: pod(),
  }),
  baseline('MAR-P03', 'a container is privileged', {
    fails: ownContext({ privileged: true, allowPrivilegeEscalation: undefined }),
    found: [`${OWN}.privileged`, 'must not be true', 'true', 'remove it'],
    passes: ownContext({ privileged: false }),
  }),
  baseline('MAR-P03', 'an init container is privileged', {
    fails: started({ privileged: true }),
    found: ["spec.initContainers['migrate'].securityContext.privileged", 'must not be true', 'true', 'remove it'],
    passes: started({}),
  }),
  baseline('MAR-P04', 'a container adds capabilities that are not default', {
    fails: ownContext({ capabilities: { add: ['NET_ADMIN', 'CHOWN', 'SYS_TIME'] } }),
    found: [`${OWN}.capabilities.add`, 'must name default capabilities only', 'NET_ADMIN, SYS_TIME', 'keep to those'],
    passes: ownContext({ capabilities: { add: ['CHOWN'] } }),
  }),
  restricted('MAR-P04', 'a container adds capabilities that are not default, at restricted before 1.22', {
    version: 'v1.21',
    fails: ownContext({ capabilities: { add: ['NET_ADMIN'] } }),
    found: [`${OWN}.capabilities.add`, 'must name default capabilities only', 'NET_ADMIN', 'keep to those'],
    passes: ownContext({ capabilities: { add: ['CHOWN'], drop: undefined } }),
  }),
  baseline('MAR-P05', 'a volume is a path of the node', {
    fails: volume({ hostPath: { path: '/var/run' } }),
    found: ["spec.volumes['data'].hostPath", 'must not be set', '/var/run', 'use another type of volume'],
    passes: volume({ emptyDir: { sizeLimit: '50Mi' } }),
  }),
  baseline('MAR-P06', 'a container takes a port of the node', {
    fails: app({ ports: [{ name: 'http', containerPort: 8080, hostPort: 8080 }] }),
    found: [`${APP}.ports['http'].hostPort`, 'must not be set', '8080', 'use a Service'],
    passes: app({ ports: [{ name: 'http', containerPort: 8080 }] }),
  }),
  baseline('MAR-P07', 'a probe calls another host', {
    fails: app({ livenessProbe: { httpGet: { host: '10.0.0.1', port: 8080 } } }),
    found: [`${APP}.livenessProbe.httpGet.host`, 'must not be set', '10.0.0.1', 'remove it'],
    passes: app({ livenessProbe: { httpGet: { port: 8080 } } }),
  }),
  restricted('MAR-P07', 'a lifecycle hook calls another host, since 1.34', {
    version: 'v1.34',
    fails: app({ lifecycle: { preStop: { httpGet: { host: 'other', port: 8080 } } } }),
    found: [`${APP}.lifecycle.preStop.httpGet.host`, 'must not be set', 'other', 'remove it'],
    passes: app({ lifecycle: { preStop: { httpGet: { port: 8080 } } } }),
  }),
  baseline('MAR-P08', 'a pod switches AppArmor off', {
    fails: podContext({ appArmorProfile: { type: 'Unconfined' } }),
    found: [`${POD}.appArmorProfile.type`, PROFILE, 'Unconfined', 'remove it'],
    passes: podContext({ appArmorProfile: { type: 'Localhost', localhostProfile: 'web' } }),
  }),
  baseline('MAR-P08', 'an annotation switches AppArmor off for a container', {
    fails: annotated({ [OLD_APP_ARMOR]: 'unconfined' }),
    found: [`metadata.annotations['${OLD_APP_ARMOR}']`, OLD_PROFILE, 'unconfined', 'remove it'],
    passes: annotated({ note: 'unconfined' }),
  }),
  baseline('MAR-P09', 'the SELinux type is not one of containers', {
    fails: podContext({ seLinuxOptions: { type: 'spc_t' } }),
    found: [`${POD}.seLinuxOptions.type`, 'must be a type of containers', 'spc_t', 'remove it'],
    passes: podContext({ seLinuxOptions: { type: 'container_t' } }),
  }),
  baseline('MAR-P09', 'a container has an SELinux user of its own', {
    fails: ownContext({ seLinuxOptions: { user: 'system_u' } }),
    found: [`${OWN}.seLinuxOptions.user`, 'must not be set', 'system_u', 'remove it'],
    passes: ownContext({ seLinuxOptions: { level: 's0:c1,c2' } }),
  }),
  restricted('MAR-P10', 'a container sees all of /proc', {
    fails: podWith({ hostUsers: false, containers: [{ securityContext: { procMount: 'Unmasked' } }] }),
    found: [`${OWN}.procMount`, 'must be Default', 'Unmasked', 'remove it'],
    passes: podWith({ hostUsers: false, containers: [{ securityContext: { procMount: 'Default' } }] }),
  }),
  baseline('MAR-P11', 'a container switches seccomp off', {
    fails: ownContext({ seccompProfile: { type: 'Unconfined' } }),
    found: [`${OWN}.seccompProfile.type`, PROFILE, 'Unconfined', 'remove it'],
    passes: podContext({ seccompProfile: undefined }),
  }),
  baseline('MAR-P11', 'an annotation switches seccomp off, before 1.19', {
    version: 'v1.18',
    fails: annotated({ [OLD_SECCOMP]: 'unconfined' }, { securityContext: { seccompProfile: undefined } }),
    found: [`metadata.annotations['${OLD_SECCOMP}']`, OLD_PROFILE, 'unconfined', 'remove it'],
    passes: podContext({ seccompProfile: { type: 'Unconfined' } }),
  }),
  baseline('MAR-P12', 'a pod sets sysctls that are not safe', {
    fails: podContext({ sysctls: [{ name: 'kernel.msgmax', value: '65536' }] }),
    found: [`${POD}.sysctls`, 'must name safe ones only', 'kernel.msgmax', 'keep to those'],
    passes: podContext({ sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] }),
  }),
  restricted('MAR-P13', 'a volume is a directory of another host', {
    fails: volume({ nfs: { server: 'files.example.com', path: '/data' } }),
    found: ["spec.volumes['data']", TYPE, 'nfs', 'use one of these'],
    passes: volume({ emptyDir: { sizeLimit: '50Mi' } }),
  }),
  restricted('MAR-P14', 'a container may gain privileges', {
    fails: ownContext({ allowPrivilegeEscalation: true }),
    found: [`${OWN}.allowPrivilegeEscalation`, 'must be false', 'true', 'set it to false'],
    passes: pod(),
  }),
  restricted('MAR-P14', 'a container of a workload does not say that it cannot gain privileges', {
    fails: templated({ containers: [{ securityContext: { allowPrivilegeEscalation: undefined } }] }),
    found: [`spec.template.${OWN}.allowPrivilegeEscalation`, 'must be false', 'undefined', 'set it to false'],
    passes: deployment(),
  }),
  restricted('MAR-P15', 'neither a pod nor its container says that it is not root', {
    fails: podContext({ runAsNonRoot: undefined }),
    found: [`${POD}.runAsNonRoot`, 'must be true', 'undefined', 'set it to true'],
    passes: contexts({ runAsNonRoot: undefined }, { runAsNonRoot: true }),
  }),
  restricted('MAR-P15', 'a container may be root, though its pod may not', {
    fails: ownContext({ runAsNonRoot: false }),
    found: [`${OWN}.runAsNonRoot`, 'must be true', 'false', 'set it to true'],
    passes: pod(),
  }),
  restricted('MAR-P16', 'a container is told to run as root', {
    fails: ownContext({ runAsUser: 0 }),
    found: [`${OWN}.runAsUser`, 'must not be 0', '0', 'use another user'],
    passes: ownContext({ runAsUser: 1000 }),
  }),
  restricted('MAR-P17', 'neither a pod nor its container has a seccomp profile', {
    fails: podContext({ seccompProfile: undefined }),
    found: [`${POD}.seccompProfile.type`, PROFILE, 'undefined', 'set it to RuntimeDefault'],
    passes: contexts({ seccompProfile: undefined }, { seccompProfile: { type: 'RuntimeDefault' } }),
  }),
  restricted('MAR-P17', 'a container switches seccomp off', {
    fails: ownContext({ seccompProfile: { type: 'Unconfined' } }),
    found: [`${OWN}.seccompProfile.type`, PROFILE, 'Unconfined', 'set it to RuntimeDefault'],
    passes: pod(),
  }),
  restricted('MAR-P18', 'a container keeps capabilities', {
    fails: ownContext({ capabilities: { drop: ['NET_RAW', 'MKNOD'] } }),
    found: [`${OWN}.capabilities.drop`, 'must have ALL', 'NET_RAW, MKNOD', "set it to ['ALL']"],
    passes: pod(),
  }),
  restricted('MAR-P18', 'a container adds default capabilities', {
    fails: ownContext({ capabilities: { add: ['CHOWN', 'NET_BIND_SERVICE'] } }),
    found: [`${OWN}.capabilities.add`, 'must name NET_BIND_SERVICE only', 'CHOWN', 'keep to that'],
    passes: ownContext({ capabilities: { add: ['NET_BIND_SERVICE'] } }),
  }),
];
