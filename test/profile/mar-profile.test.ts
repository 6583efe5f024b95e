import { Chart, Cron, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as mar from '../../lib';
import { newCluster, SMALL, withoutFailingNodes } from '../support/instance';
import { all, expectRefusal, frozen, Manifest, only, testApp } from '../support/manifest';
import { KINDS, objectOf, READY, templateOf } from '../workload/fixture';

const LABEL_VALUE =
  "must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter or digit)";
const AMOUNTS = { cpu: kplus.Cpu.units(2), memory: Size.gibibytes(4) };

const REQUESTS: Required<mar.RequestProps> = {
  cpu: kplus.Cpu.millis(500),
  memory: Size.gibibytes(1),
  ephemeralStorage: Size.mebibytes(100),
};

const SECURITY: Required<mar.SecurityProps> = {
  user: 0,
  group: 20001,
  fsGroup: 20002,
  allowRoot: true,
  allowPrivilegeEscalation: true,
  allowWritableRootFilesystem: true,
  addCapabilities: [kplus.Capability.NET_ADMIN],
  seccompProfile: mar.SeccompProfile.unconfined(),
  seLinux: { type: 'container_t' },
  appArmorProfile: mar.AppArmorProfile.localhost('web'),
};

const EVERY: Required<mar.MarProfileProps> = {
  name: 'standard',
  version: '1.2',
  ...AMOUNTS,
  ephemeralStorage: Size.mebibytes(500),
  requests: REQUESTS,
  env: { MODE: kplus.EnvValue.fromValue('fast') },
  security: SECURITY,
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [kplus.NodeTaintQuery.is('dedicated', 'web')],
  topologySpread: [{ topology: kplus.Topology.ZONE, labels: { tier: 'web' } }],
  priorityClassName: 'high',
  runtimeClassName: 'sandbox',
};

/** What it becomes in the spec of a pod. */
const SHOWN = {
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'web' }],
  topologySpreadConstraints: [
    { topologyKey: 'topology.kubernetes.io/zone', labelSelector: { matchLabels: { tier: 'web' } } },
  ],
  priorityClassName: 'high',
  runtimeClassName: 'sandbox',
  securityContext: {
    runAsNonRoot: false,
    runAsUser: 0,
    runAsGroup: 20001,
    fsGroup: 20002,
    seccompProfile: { type: 'Unconfined' },
    seLinuxOptions: { type: 'container_t' },
    appArmorProfile: { type: 'Localhost', localhostProfile: 'web' },
  },
  containers: [
    {
      env: [{ name: 'MODE', value: 'fast' }],
      resources: {
        limits: { cpu: '2', memory: '4Gi', 'ephemeral-storage': '500Mi' },
        requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '100Mi' },
      },
      securityContext: {
        allowPrivilegeEscalation: true,
        readOnlyRootFilesystem: false,
        capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] },
      },
    },
  ],
};

const IMAGE = { image: 'orders:1.4.2' };

/** What says nothing that a profile can say. */
const SILENT: [string, (scope: Construct, own?: { readonly profile: mar.MarProfile }) => kplus.AbstractPod][] = [
  ['MarInstance', (scope, own) => new mar.MarInstance(scope, 'api', { ...IMAGE, ...own })],
  ['MarDeployment', (scope, own) => new mar.MarDeployment(scope, 'api', { ...IMAGE, replicas: 1, ...own })],
  ['MarCronJob', (scope, own) => new mar.MarCronJob(scope, 'api', { ...IMAGE, schedule: Cron.daily(), ...own })],
];

const profile = (name: string, version: string): mar.MarProfile =>
  new mar.MarProfile(frozen({ name, version, ...AMOUNTS }));

function openCluster(shaped: mar.MarProfile | undefined): mar.MarCluster {
  return newCluster({ podSecurity: { level: mar.PodSecurityLevel.PRIVILEGED }, profile: shaped });
}

describe.each(SILENT)('of a %s that says nothing itself, every field of the pod', (_, create) => {
  test("is what the cluster's profile says", () => {
    const cluster = openCluster(new mar.MarProfile(frozen(EVERY)));
    expect(withoutFailingNodes(templateOf(create(cluster)).spec)).toMatchObject(SHOWN);
  });

  test('is what its own profile says', () => {
    const own = { profile: new mar.MarProfile(frozen(EVERY)) };
    expect(withoutFailingNodes(templateOf(create(openCluster(undefined), own)).spec)).toMatchObject(SHOWN);
  });
});

test('a profile tells its name and version', () => {
  expect(new mar.MarProfile(frozen(EVERY))).toMatchObject({ name: 'standard', version: '1.2' });
});

test('an even spread over zones and hosts gives way to what a profile says of the spread', () => {
  const topologySpread = [{ topology: kplus.Topology.REGION, labels: { tier: 'web' } }];
  const cluster = newCluster({ profile: new mar.MarProfile({ name: 'a', version: '1', topologySpread }) });
  const { spec } = templateOf(new mar.MarDeployment(cluster, 'api', READY));
  expect(spec.topologySpreadConstraints).toMatchObject([{ topologyKey: 'topology.kubernetes.io/region' }]);
});

describe.each(KINDS)('a %s', (name, { create }) => {
  const shaped = (): kplus.AbstractPod =>
    create(newCluster({ profile: profile('standard', '1.2') }), 'api', { profile: profile('web', 'v7') });
  const labels = { 'profile/standard': '1.2', 'profile/web': 'v7' };

  test('shows on itself and on its pods, by labels, each profile that shaped them', () => {
    const [object, template]: Manifest[] = [objectOf(shaped()), templateOf(shaped())];
    expect(object.metadata.labels).toMatchObject(labels);
    const isFixed = name === 'MarJob'; // Kubernetes lets nothing of its pods be changed, so a new version must not try
    expect({ 'profile/standard': undefined, 'profile/web': undefined, ...template.metadata.labels }).toMatchObject(
      isFixed ? { 'profile/standard': undefined, 'profile/web': undefined } : labels,
    );
    expect(object.spec.jobTemplate?.metadata.labels ?? labels).toMatchObject(labels);
  });

  test('has no label of a profile when none shaped it', () => {
    const pod = create(newCluster(), 'api');
    const keys = [objectOf(pod), templateOf(pod)].flatMap(({ metadata }) => Object.keys(metadata.labels));
    expect(keys.filter((key) => key.startsWith('profile/'))).toEqual([]);
  });

  test('fails when the user gives a label that is the label of a profile, and adds nothing', () => {
    const cluster = newCluster({ profile: profile('standard', '1.2') });
    expectRefusal(
      cluster,
      () => create(cluster, 'api', { labels: { 'profile/standard': '1.2' } }),
      "[prod/api] labels must not have keys that the library sets, got 'profile/standard': choose another key",
    );
  });
});

test('the label of a profile that nothing was shaped by is free', () => {
  const cluster = newCluster({ profile: profile('standard', '1.2') });
  new mar.MarInstance(cluster, 'api', { ...SMALL, labels: { 'profile/web': 'mine' } });
  expect(only(cluster, 'Pod').metadata.labels).toMatchObject({ 'profile/standard': '1.2', 'profile/web': 'mine' });
});

test('of two profiles of one name, the label shows the version of the nearer', () => {
  const cluster = newCluster({ profile: profile('standard', '1.2') });
  new mar.MarInstance(cluster, 'api', { ...SMALL, profile: profile('standard', '1.3') });
  expect(only(cluster, 'Pod').metadata.labels['profile/standard']).toBe('1.3');
});

test('the Namespace shows the profile of the cluster, and not those of what is in it', () => {
  const cluster = newCluster({ profile: profile('standard', '1.2') });
  new mar.MarInstance(cluster, 'api', { ...SMALL, profile: profile('web', 'v7') });
  const { labels } = only(cluster, 'Namespace').metadata;
  const shown = Object.entries(labels).filter(([key]) => key.startsWith('profile/'));
  expect(shown).toEqual([['profile/standard', '1.2']]);
});

test('nothing selects by the label of a profile, so a new version of it changes no selector', () => {
  const selectors = (version: string): Manifest[] => {
    const cluster = newCluster({ profile: profile('standard', version) });
    const api = new mar.MarDeployment(cluster, 'api', { ...READY, profile: profile('web', version) });
    api.exposeViaService();
    api.allowFrom(mar.Peer.internet());
    const policy = only(cluster, 'NetworkPolicy', 'api-traffic');
    const [budget, service] = [only(cluster, 'PodDisruptionBudget'), only(cluster, 'Service')];
    return [objectOf(api).spec.selector, policy.spec.podSelector, budget.spec.selector, service.spec.selector];
  };
  expect(JSON.stringify(selectors('1'))).not.toContain('profile/');
  expect(selectors('2')).toEqual(selectors('1'));
});

test('a profile shapes what is placed in a cluster that is managed elsewhere', () => {
  const legacy = mar.MarCluster.fromName(testApp(), 'legacy', { profile: new mar.MarProfile(frozen(EVERY)) });
  new mar.MarDeployment(legacy, 'api', { ...IMAGE, replicas: 1, profile: profile('web', 'v7') });
  const { metadata, spec } = only(legacy, 'Deployment');
  expect(spec.template.spec).toMatchObject(SHOWN);
  expect(metadata.labels).toMatchObject({ 'profile/standard': '1.2', 'profile/web': 'v7' });
  expect(all(legacy, 'Namespace')).toEqual([]);
});

describe.each(['name', 'version'])('a profile whose %s', (prop) => {
  const create = (text: string) => () => new mar.MarProfile({ name: 'standard', version: '1.2', [prop]: text });

  test('is empty fails', () => {
    expect(create('')).toThrow(new Error(`MarProfile must have a ${prop}: give one that can be a label`));
  });

  test.each(['one two', '-1', 'a/b', 'v'.repeat(64)])("is '%s' fails", (text) => {
    const name = prop === 'name' ? text : 'standard';
    const message = `[MarProfile '${name}'] ${prop} ${LABEL_VALUE}, got '${text}': correct it`;
    expect(create(text)).toThrow(new Error(message));
  });

  test.each(['1', 'V_1.2-rc', 'v'.repeat(63)])("is '%s' is taken as it is", (text) => {
    expect(create(text)()).toMatchObject({ [prop]: text });
  });
});

describe.each(['cpu', 'memory'])('where nobody gives the %s', (prop) => {
  const message = `[prod/api] ${prop} must be given, here or by a profile, got 'undefined': the quota of the cluster counts it`;

  test.each(SILENT)('a %s fails and adds nothing, although profiles say other things', (_, create) => {
    const partial = { ...EVERY, [prop]: undefined };
    const cluster = openCluster(new mar.MarProfile(frozen({ ...partial, name: 'far' })));
    const own = { profile: new mar.MarProfile(frozen({ ...partial, name: 'near' })) };
    expectRefusal(cluster, () => create(cluster, own), message);
  });

  test.each(SILENT)('the name of a %s that failed is free', (_, create) => {
    const cluster = openCluster(undefined);
    expect(() => create(cluster, { profile: new mar.MarProfile({ ...EVERY, [prop]: undefined }) })).toThrow(
      new Error(message),
    );
    const made = create(cluster, { profile: new mar.MarProfile(EVERY) });
    expect(only(Chart.of(made), made.kind, 'api').metadata.name).toBe('api');
  });
});
