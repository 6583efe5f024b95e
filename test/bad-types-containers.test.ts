import { Size } from 'cdk8s';
import { Cpu, EnvValue, Secret, Volume } from 'cdk8s-plus-30';
import { Health, MarCluster, MarInstance, MarProfile, MarVolume } from '../lib';
import { expectRefusals, given, OBJECT_ADVICE, Refusal } from './support/bad-input';
import { containerOf, newInstance } from './support/instance';
import { testApp } from './support/manifest';

function instance(props: object = {}): MarInstance {
  const small = { image: 'orders:1.4.2', cpu: Cpu.units(1), memory: Size.gibibytes(1), port: 5000 };
  return new MarInstance(new MarCluster(testApp(), 'prod'), 'api', { ...small, ...props });
}

/** A volume of a Secret, by the name that it has by itself. */
function mountSecret(name: string): void {
  const { main, node } = instance();
  const scope = node.scope as MarCluster;
  main.mount('/secret', Volume.fromSecret(scope, 'V', Secret.fromSecretName(scope, 'S', name)));
}

const ENV_VALUE = "must be an EnvValue, got 'a number': give one, such as EnvValue.fromValue('…') for a text";
const SECRET_NAME =
  "must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit), got 'not there!'";

const rows: Refusal[] = [
  [
    'a number for a variable, which may be secret',
    () => instance({ env: { A: 5 } }),
    `[prod/api] env['A'] ${ENV_VALUE}`,
  ],
  [
    'a text for a source of variables',
    () => instance({ envFrom: ['settings'] }),
    "[prod/api] envFrom[] must be an EnvFrom, got 'settings': give one, such as Env.fromSecret(…), or a MarConfig's envFrom()",
  ],
  [
    'a text for a command',
    () => instance({ command: 'ls -l' }),
    "[prod/api] command must be a list, got 'a string': put it into '[…]'",
  ],
  [
    'a number in a command',
    () => instance({ command: ['sleep', 5] }),
    "[prod/api] command must be a list of texts, got 'a number': put it into quotes",
  ],
  [
    'a text for args',
    () => instance({ args: '-v' }),
    "[prod/api] args must be a list, got 'a string': put it into '[…]'",
  ],
  [
    'a pull policy in small letters',
    () => instance({ imagePullPolicy: 'always' }),
    "[prod/api] imagePullPolicy must be one of Always, IfNotPresent, Never, got 'always': did you mean 'Always'?",
  ],
  [
    'a restart policy in small letters',
    () => instance({ restartPolicy: 'never' }),
    "[prod/api] restartPolicy must be one of Always, OnFailure, Never, got 'never': did you mean 'Never'?",
  ],
  [
    'a text for security',
    () => instance({ security: 'strict' }),
    `[prod/api] security must be an object, got 'strict': ${OBJECT_ADVICE}`,
  ],
  [
    'a text for a seccomp profile',
    () => instance({ security: { seccompProfile: 'x' } }),
    "[prod/api] security.seccompProfile must be a SeccompProfile, got 'x': give one, such as SeccompProfile.runtimeDefault()",
  ],
  [
    'a text for a topology',
    () => instance({ topologySpread: [{ topology: 'zone', labels: { a: 'b' } }] }),
    "[prod/api] topologySpread[].topology must be a Topology, got 'zone': give one, such as Topology.ZONE",
  ],
  [
    'a text for a profile',
    () => instance({ profile: 'web' }),
    "[prod/api] profile must be a MarProfile, got 'web': give one, such as new MarProfile({ name: 'web', version: '1' })",
  ],
  [
    'nothing for what a profile says',
    () => new MarProfile(given(undefined)),
    `[MarProfile] props must be an object, got 'undefined': ${OBJECT_ADVICE}`,
  ],
  [
    'a text for a service account',
    () => instance({ serviceAccount: 'orders' }),
    "[prod/api] serviceAccount must be a ServiceAccount, got 'orders': give one, such as cluster.addServiceAccount('orders')",
  ],
  [
    'nothing for a container',
    () => instance().addContainer(given(undefined)),
    `[prod/api] containers[] must be an object, got 'undefined': ${OBJECT_ADVICE}`,
  ],
  [
    'a text for a volume',
    () => {
      instance().addVolume(given('data'));
    },
    "[prod/api] volume must be a Volume, got 'data': give one, such as MarVolume.emptyDir(pod, 'cache', Size.mebibytes(100))",
  ],
  [
    'a text to mount',
    () => {
      instance().main.mount('/x', given('data'));
    },
    "[prod/api] storage must be something to mount, got 'data': give one, such as a volume, a claim or a MarConfig",
  ],
  [
    'a Secret whose name can be none',
    () => {
      mountSecret('not there!');
    },
    `[prod/api] volume ${SECRET_NAME}: correct the name of the Secret or ConfigMap in it`,
  ],
  [
    'a text for the sources of a volume',
    () => MarVolume.projected(instance(), 'v', given('x')),
    "[prod/api] sources must be a list, got 'x': put it into '[…]'",
  ],
  [
    'nothing for the path of a check',
    () => Health.http(given(undefined)),
    "Health.http('undefined') must have a path that starts with '/': correct it",
  ],
  [
    'a number for a period',
    () => Health.tcp({ period: given(5) }),
    "[Health.tcp] period must be a Duration, got '5': give one, such as Duration.seconds(30)",
  ],
  [
    'a scheme in small letters',
    () => Health.http('/', { scheme: given('https') }),
    "[Health.http] scheme must be one of HTTP, HTTPS, got 'https': did you mean 'HTTPS'?",
  ],
  [
    'a text for the command of a check',
    () => Health.exec(given('true')),
    "[Health.exec] command must be a list, got 'true': put it into '[…]'",
  ],
];

expectRefusals(rows, __filename);

test('a variable that is undefined is left out, as cdk8s leaves out what is', () => {
  const env = { A: given(undefined), B: EnvValue.fromValue('b') };
  expect(containerOf(newInstance({ env })).env).toEqual([{ name: 'B', value: 'b' }]);
});
