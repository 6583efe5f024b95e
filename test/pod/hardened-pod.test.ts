import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { AppArmorProfile, MarCluster, MarInstance, PodSecurityLevel, SeccompProfile } from '../../lib';
import { LIMITS, newCluster, newInstance, podOf, SMALL } from '../support/instance';
import { Manifest, testApp } from '../support/manifest';

const spec = (...props: Parameters<typeof newInstance>): Manifest => podOf(newInstance(...props)).spec;

describe('the security context of a pod', () => {
  test('processes must not be root by default', () => {
    expect(spec().securityContext.runAsNonRoot).toBe(true);
  });

  test.each(['runAsUser', 'runAsGroup', 'fsGroup'])('%s is 65532 by default, nobody on the node', (field) => {
    expect(spec().securityContext[field]).toBe(65532);
  });

  test('the group of the volumes is changed only where the root of the volume has another', () => {
    expect(spec().securityContext.fsGroupChangePolicy).toBe('OnRootMismatch');
  });

  test('system calls are those that the container runtime lets through by default', () => {
    expect(spec().securityContext.seccompProfile).toEqual({ type: 'RuntimeDefault' });
  });

  test.each(['appArmorProfile', 'seLinuxOptions', 'sysctls', 'supplementalGroups'])('%s is not asked for', (field) => {
    expect(spec().securityContext).not.toHaveProperty(field);
  });
});

describe('what a pod has by default', () => {
  test('no token of a service account is mounted', () => {
    expect(spec().automountServiceAccountToken).toBe(false);
  });

  test('the service account is the one that all instances of the cluster share', () => {
    expect(spec().serviceAccountName).toBe('instances');
  });

  test('processes do not see those of other containers', () => {
    expect(spec().shareProcessNamespace).toBe(false);
  });

  test.each(['hostNetwork', 'hostPID', 'hostIPC', 'hostAliases'])(
    '%s is left out, so the node is not shared',
    (field) => {
      expect(spec()).not.toHaveProperty(field);
    },
  );

  test('containers are always started again', () => {
    expect(spec().restartPolicy).toBe('Always');
  });

  test('a program has 30 seconds to stop', () => {
    expect(spec().terminationGracePeriodSeconds).toBe(30);
  });

  test.each([true, false])('service links follow the cluster that says %s', (serviceLinks) => {
    expect(spec({}, newCluster({ serviceLinks })).enableServiceLinks).toBe(serviceLinks);
  });

  test('service links are on where neither the instance nor the cluster says anything', () => {
    expect(spec().enableServiceLinks).toBe(true);
  });

  test('an instance decides for itself about service links', () => {
    expect(spec({ serviceLinks: false }).enableServiceLinks).toBe(false);
  });

  test.each(['nodeSelector', 'topologySpreadConstraints', 'priorityClassName', 'runtimeClassName', 'affinity',
    'tolerations', 'nodeName', 'imagePullSecrets'])('%s is left to Kubernetes', (field) => {
    expect(spec()).not.toHaveProperty(field);
  }); // prettier-ignore
});

test('an instance of an existing cluster has the service account that the cluster is said to have', () => {
  const existing = MarCluster.fromName(testApp(), 'legacy', { serviceAccountName: 'nobody' });
  expect(spec({}, existing).serviceAccountName).toBe('nobody');
});

test('an instance with a service account of its own has its token', () => {
  const cluster = newCluster();
  const own = spec({ serviceAccount: cluster.addServiceAccount('operator') }, cluster);
  expect(own).toMatchObject({ serviceAccountName: 'operator', automountServiceAccountToken: true });
});

describe('low ports without root', () => {
  const lowest = (pod: Manifest): Manifest => pod.securityContext.sysctls;

  test('the lowest port below 1024 is the first that is open to everybody', () => {
    const ports = [{ name: 'dns', number: 53, protocol: kplus.Protocol.UDP }];
    expect(lowest(spec({ port: 80, ports }))).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '53' }]);
  });

  test('port 1024 needs no sysctl', () => {
    expect(lowest(spec({ port: 1024 }))).toBeUndefined();
  });

  test('port 1023 needs a sysctl', () => {
    expect(lowest(spec({ port: 1023 }))).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '1023' }]);
  });

  test.each(['addContainer', 'addInitContainer'] as const)('the port of a container from %s counts too', (add) => {
    const instance = newInstance();
    instance[add]({ name: 'proxy', image: 'proxy:1', resources: LIMITS, portNumber: 443 });
    expect(lowest(podOf(instance).spec)).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '443' }]);
  });
});

describe('the time to stop', () => {
  test('is rendered in whole seconds, whatever the unit', () => {
    expect(spec({ terminationGracePeriod: Duration.minutes(2) }).terminationGracePeriodSeconds).toBe(120);
  });

  test('fails when it is a fraction of a second, which Kubernetes does not know', () => {
    expect(() => spec({ terminationGracePeriod: Duration.seconds(1.5) })).toThrow(
      new Error(
        "[prod/api] terminationGracePeriod in seconds must be a whole number of 0 to 2147483647, got '1.5': correct it",
      ),
    );
  });
});

test.each(['priorityClassName', 'runtimeClassName'])('fails when %s is no name', (prop) => {
  expect(() => newInstance({ [prop]: 'Very High' })).toThrow(
    new Error(
      `[prod/api] ${prop} must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or ` +
        "digit), got 'Very High': correct the name",
    ),
  );
});

test('fails when a node label is none', () => {
  expect(() => newInstance({ nodeSelector: { 'disk type': 'ssd' } })).toThrow(
    new Error(
      "[prod/api] nodeSelector must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters, got " +
        "'disk type': rename the key",
    ),
  );
});

test('fails when a profile of the pod is beyond the level of its cluster', () => {
  const props = { ...SMALL, security: { appArmorProfile: AppArmorProfile.unconfined() } };
  const baseline = newCluster({ podSecurity: { level: PodSecurityLevel.BASELINE } });
  expect(() => new MarInstance(baseline, 'api', props)).toThrow(
    new Error(
      '[prod/api] security.appArmorProfile must not be loosened so far in a cluster that enforces the pod security level ' +
        "'baseline', got 'Unconfined': leave it out, or change the cluster's podSecurity",
    ),
  );
});

test('nothing is refused in an existing cluster whose level nobody said', () => {
  const legacy = MarCluster.fromName(testApp(), 'legacy');
  const security = { seccompProfile: SeccompProfile.unconfined() };
  expect(spec({ security }, legacy).securityContext.seccompProfile).toEqual({ type: 'Unconfined' });
});
