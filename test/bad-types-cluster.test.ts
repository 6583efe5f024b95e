import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { Checks, MarApp, MarCluster, MarInstance, MarOrganization, MarRole, Peer, Subject } from '../lib';
import { CPU_ADVICE, expectRefusals, given, OBJECT_ADVICE, Refusal, SIZE_ADVICE } from './support/bad-input';
import { testApp } from './support/manifest';

const cluster = (props?: unknown): MarCluster => new MarCluster(testApp(), 'prod', given(props));
const instance = (id = 'api', scope = cluster()): MarInstance =>
  new MarInstance(scope, id, { image: 'orders:1.4.2', cpu: Cpu.units(1), memory: Size.gibibytes(1), port: 5000 });

const SCOPE = 'create it in an app, a MarRegion or a MarCluster';
const PEER = 'give one, such as Peer.pods(…), or Peer.of(…) for what cdk8s-plus made';
const A_PEER = 'must be a MarInstance, a MarCluster or a Peer';
const SECRET = "must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit)";
const VALUE =
  "must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter or digit)";

const rows: Refusal[] = [
  ['null for a cluster', () => cluster(null), `[prod] props must be an object, got 'null': ${OBJECT_ADVICE}`],
  [
    'null for an existing cluster',
    () => MarCluster.fromName(testApp(), 'old', given(null)),
    `[old] props must be an object, got 'null': ${OBJECT_ADVICE}`,
  ],
  [
    'null for an organization',
    () => new MarOrganization(testApp(), 'acme', given(null)),
    `[acme] props must be an object, got 'null': ${OBJECT_ADVICE}`,
  ],
  [
    'no scope',
    () => new MarCluster(given(undefined), 'prod'),
    `[prod] scope must be a construct, got 'undefined': ${SCOPE}`,
  ],
  ['a number for a quota', () => cluster({ quota: 5 }), `[prod] quota must be an object, got '5': ${OBJECT_ADVICE}`],
  [
    'memory for a quota of CPU',
    () => cluster({ quota: { cpu: Size.gibibytes(4) } }),
    `[prod/Quota] quota.cpu must be an amount of CPU, got '4Gi': ${CPU_ADVICE}`,
  ],
  [
    'memory for a limit of CPU',
    () => cluster({ limits: { max: { cpu: Size.gibibytes(4) } } }),
    `[prod/Limits] limits.max.cpu must be an amount of CPU, got '4Gi': ${CPU_ADVICE}`,
  ],
  [
    'CPU for a limit of memory',
    () => cluster({ limits: { pod: { min: { memory: Cpu.units(4) } } } }),
    `[prod/Limits] limits.pod.min.memory must be an amount of memory or storage, got '4': ${SIZE_ADVICE}`,
  ],
  [
    'a number for the scope of a quota',
    () => cluster({ quota: { scoped: { low: { pods: 1, scope: 1 } } } }),
    "[prod/Quota] quota.scoped['low'].scope must be a QuotaScope, got '1': give one, such as QuotaScope.terminating()",
  ],
  [
    'a level that is none',
    () => cluster({ podSecurity: { level: 'strict' } }),
    "[prod] podSecurity.level must be one of restricted, baseline, privileged, got 'strict': choose one of them",
  ],
  [
    'an isolation that is misspelt',
    () => cluster({ isolation: 'privat' }),
    "[prod] isolation must be one of isolated, private, open, got 'privat': did you mean 'private'?",
  ],
  [
    'an isolation that is misspelt',
    () => MarCluster.fromName(testApp(), 'old', { isolation: given('Open') }),
    "[old] isolation must be one of isolated, private, open, got 'Open': did you mean 'open'?",
  ],
  [
    'a text for a profile',
    () => cluster({ profile: 'web' }),
    "[prod] profile must be a MarProfile, got 'web': give one, such as new MarProfile({ name: 'web', version: '1' })",
  ],
  [
    'nothing among the pull secrets',
    () => cluster({ imagePullSecrets: [undefined] }),
    `[prod] imagePullSecrets ${SECRET}, got 'undefined': give the name of a Secret of this cluster`,
  ],
  [
    'a text for the registries',
    () => cluster({ allowedRegistries: 'ghcr.io' }),
    "[prod] allowedRegistries must be a list, got 'ghcr.io': put it into '[…]'",
  ],
  [
    'a text for a peer',
    () => {
      instance().allowFrom(given('web'));
    },
    `[prod/api] peer ${A_PEER}, got 'web': ${PEER}`,
  ],
  [
    'nothing for a peer',
    () => {
      cluster().allowTo(given(undefined));
    },
    `[prod] peer ${A_PEER}, got 'undefined': ${PEER}`,
  ],
  [
    'a number for a port',
    () => {
      instance().allowTo(Peer.internet(), given(80));
    },
    "[prod/api] ports must be a Port, got '80': give one, such as Port.tcp(5432)",
  ],
  [
    'nothing for a block',
    () => Peer.cidr(given(undefined)),
    "Peer.cidr('undefined') must be a block such as 10.0.0.0/8, with no bits set beyond the prefix: correct the block",
  ],
  [
    'a label of pods that is undefined',
    () => Peer.pods({ podLabels: { app: given(undefined) } }),
    `[Peer.pods] podLabels['app'] ${VALUE}, got 'undefined': give its value, or leave out the key`,
  ],
  [
    'a text for who gets a role',
    () => {
      cluster().grant(given('sre'), MarRole.VIEWER);
    },
    "[prod] subject must be a Subject, got 'sre': give one, such as Subject.group('sre')",
  ],
  [
    'a text for a role',
    () => {
      cluster().grant(Subject.group('sre'), given('VIEWER'));
    },
    "[prod] role must be a MarRole, got 'VIEWER': give one, such as MarRole.VIEWER",
  ],
  [
    'no permissions for a role',
    () => MarRole.custom('pilot', given(undefined)),
    "[MarRole.custom] permissions must be a list, got 'undefined': put it into '[…]'",
  ],
  [
    'no name for a subject',
    () => Subject.user(given(undefined)),
    "Subject.user('') must have a name: give the name that the API server knows",
  ],
  [
    'null for a folder',
    () => new MarApp({ outdir: 'unused', lastApplied: given(null) }),
    "lastApplied must be a folder, got 'null': give the one with the manifests that were applied last",
  ],
  [
    'a text for a rule',
    () => new MarApp({ outdir: 'unused', rules: given(['ACME-7']) }),
    "rules[] must be a rule, got 'ACME-7': give one, such as { code, severity, title, check }",
  ],
  [
    'a text for a report',
    () => new MarApp({ outdir: 'unused', checkReports: given(['a.json']) }),
    "checkReports[] must be a CheckReport, got 'a.json': give one, such as CheckReport.json('checks.json')",
  ],
  [
    'no reason to silence a rule',
    () => {
      Checks.of(cluster()).allow('MAR-Q01', given(undefined));
    },
    "[prod] reason for MAR-Q01 must be given, got 'undefined': say why the rule need not hold",
  ],
];

expectRefusals(rows, __filename);
