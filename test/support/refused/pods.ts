import * as kplus from 'cdk8s-plus-30';
import { AppArmorProfile, MarCluster } from '../../../lib';
import { api, BESIDE, done, KEYS } from './instance-programs';
import { at, RefusedValue, row } from './refused-value';

const LABEL_VALUE =
  "must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter or digit)";
const IP = 'must be an IP address, such as 192.0.2.10 or 2001:db8::10';

const kind = 'Pod';

const toleration = (query: (value: string) => kplus.NodeTaintQuery): ((cluster: MarCluster, value: string) => void) =>
  api((value) => ({ tolerations: [query(value)] }));
const annotated = (key: string): Pick<RefusedValue<string>, 'kind' | 'program' | 'write'> => ({
  kind,
  program: api((value) => ({ annotations: { [key]: value } })),
  write: at('metadata', 'annotations', key),
});

/** Where pods run, how they are annotated, whom they know, and what they may do. */
export const REFUSED_IN_PODS: readonly RefusedValue[] = [
  row({
    what: 'a key of a toleration with a space',
    program: toleration((key) => kplus.NodeTaintQuery.exists(key)),
    accepted: 'acme.example/for-web',
    refused: 'for web',
    message: `[prod/api] tolerations[0].key ${KEYS}, got 'for web': rename the key`,
    kind,
    write: at('spec.tolerations.0.key'),
  }),
  row({
    what: 'a value of a toleration that is too long',
    program: toleration((value) => kplus.NodeTaintQuery.is('dedicated', value)),
    accepted: 'a'.repeat(63),
    refused: 'a'.repeat(64),
    message: `[prod/api] tolerations[0].value ${LABEL_VALUE}, got '${'a'.repeat(64)}': give the value of the taint`,
    kind,
    write: at('spec.tolerations.0.value'),
  }),
  row({
    what: 'a toleration of one value of any key',
    program: toleration((key) => kplus.NodeTaintQuery.is(key, 'web')),
    accepted: 'dedicated',
    refused: '',
    message:
      "[prod/api] tolerations[0].key must be given, as only the operator Exists tolerates taints of all keys, got '': give the key of the taint, or tolerate all taints",
    kind,
    write: at('spec.tolerations.0.key'),
  }),
  row({
    what: 'an annotation for the cost of deletion that is no whole number',
    ...annotated('controller.kubernetes.io/pod-deletion-cost'),
    accepted: '-2147483648',
    refused: '+1',
    message:
      "[prod/api] annotations['controller.kubernetes.io/pod-deletion-cost'] must be a whole number of -2147483648 to 2147483647, got '+1': write it in digits alone",
  }),
  row({
    what: 'an annotation of tolerations that is no list',
    ...annotated('scheduler.alpha.kubernetes.io/tolerations'),
    accepted: '[]',
    refused: '{}',
    message:
      "[prod/api] annotations['scheduler.alpha.kubernetes.io/tolerations'] must be a list in JSON, got '{}': use the field tolerations instead",
  }),
  row({
    what: 'an annotation of a seccomp profile that there is not',
    ...annotated('container.seccomp.security.alpha.kubernetes.io/other'),
    accepted: 'localhost/web',
    refused: 'localhost//web',
    message:
      "[prod/api] annotations['container.seccomp.security.alpha.kubernetes.io/other'] must be runtime/default, unconfined or localhost/<path>, got 'localhost//web': use the field seccompProfile instead",
  }),
  row({
    what: 'an address with a leading zero',
    program: done((instance, ip) => {
      instance.addHostAlias({ ip, hostnames: ['db'] });
    }),
    accepted: '192.0.2.10',
    refused: '192.0.2.010',
    message: `[prod/api] hostAlias.ip ${IP}, got '192.0.2.010': correct it`,
    kind,
    write: at('spec.hostAliases.0.ip'),
  }),
  row({
    what: 'an IPv4 address in IPv6',
    program: done((instance, ip) => {
      instance.addHostAlias({ ip, hostnames: ['db'] });
    }),
    accepted: '64:ff9b::192.0.2.10',
    refused: '0:0:0:0:0:ffff:c000:20a',
    message: `[prod/api] hostAlias.ip ${IP}, got '0:0:0:0:0:ffff:c000:20a': correct it`,
    kind,
    write: at('spec.hostAliases.0.ip'),
  }),
  row({
    what: 'a host name that ends with a dot',
    program: done((instance, name) => {
      instance.addHostAlias({ ip: '192.0.2.10', hostnames: [name] });
    }),
    accepted: 'db.example.com',
    refused: 'db.example.com.',
    message:
      "[prod/api] hostAlias.hostnames[0] must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit), got 'db.example.com.': correct it",
    kind,
    write: at('spec.hostAliases.0.hostnames.0'),
  }),
  row({
    what: 'an AppArmor profile with a space at its end',
    program: api((name) => ({ security: { appArmorProfile: AppArmorProfile.localhost(name) } })),
    accepted: '\ufeffmy web\u180e',
    refused: 'web\u0085',
    message:
      "[AppArmorProfile.localhost] name must have no space at its start or end, got 'web\\x85': remove the space",
    kind,
    write: at('spec.securityContext.appArmorProfile.localhostProfile'),
  }),
  row({
    what: 'an AppArmor profile with a name that is too long',
    program: api((name) => ({ security: { appArmorProfile: AppArmorProfile.localhost(name) } })),
    accepted: 'ä'.repeat(2047),
    refused: 'ä'.repeat(2048),
    message:
      "[AppArmorProfile.localhost] name must be at most 4095 bytes long, got '4096 bytes': load the profile under a shorter name",
    kind,
    write: at('spec.securityContext.appArmorProfile.localhostProfile'),
  }),
  row({
    what: 'a seccomp profile of the runtime with a name',
    program: done((instance, localhostProfile) => {
      const seccompProfile = { type: kplus.SeccompProfileType.RUNTIME_DEFAULT, localhostProfile };
      instance.addContainer({ ...BESIDE, securityContext: { seccompProfile } });
    }),
    accepted: undefined as string | undefined,
    refused: '',
    message:
      "[prod/api] containers['log'].securityContext.seccompProfile.localhostProfile must be given for the type Localhost alone, got '': remove it, or set the type",
    kind,
    write: at('spec.containers.1.securityContext.seccompProfile.localhostProfile'),
  }),
];
