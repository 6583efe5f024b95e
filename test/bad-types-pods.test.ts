import { Duration, Size } from 'cdk8s';
import { Cpu, NodeTaintQuery, Probe, TaintEffect } from 'cdk8s-plus-30';
import { Health, MarCluster, MarInstance } from '../lib';
import { CPU_ADVICE, expectRefusals, given, OBJECT_ADVICE, Refusal, SIZE_ADVICE } from './support/bad-input';
import { testApp } from './support/manifest';

function instance(props: object = {}): MarInstance {
  const small = { image: 'orders:1.4.2', cpu: Cpu.units(1), memory: Size.gibibytes(1), port: 5000 };
  return new MarInstance(new MarCluster(testApp(), 'prod'), 'api', { ...small, ...props });
}

const A_SIZE = 'must be an amount of memory or storage';
const HEALTH = "give one, such as Health.http('/healthz')";

const rows: Refusal[] = [
  [
    'no props',
    () => new MarInstance(new MarCluster(testApp(), 'prod'), 'a', given(undefined)),
    `[prod/a] props must be an object, got 'undefined': ${OBJECT_ADVICE}`,
  ],
  ['a number for CPU', () => instance({ cpu: 2 }), `[prod/api] cpu must be an amount of CPU, got '2': ${CPU_ADVICE}`],
  [
    'a text for CPU',
    () => instance({ cpu: '500m' }),
    `[prod/api] cpu must be an amount of CPU, got '500m': ${CPU_ADVICE}`,
  ],
  ['null for CPU', () => instance({ cpu: null }), `[prod/api] cpu must be an amount of CPU, got 'null': ${CPU_ADVICE}`],
  [
    'memory for CPU',
    () => instance({ cpu: Size.gibibytes(4) }),
    `[prod/api] cpu must be an amount of CPU, got '4Gi': ${CPU_ADVICE}`,
  ],
  ['CPU for memory', () => instance({ memory: Cpu.units(2) }), `[prod/api] memory ${A_SIZE}, got '2': ${SIZE_ADVICE}`],
  ['a text for memory', () => instance({ memory: '4Gi' }), `[prod/api] memory ${A_SIZE}, got '4Gi': ${SIZE_ADVICE}`],
  [
    'memory for a request of CPU',
    () => instance({ requests: { cpu: Size.gibibytes(4) } }),
    `[prod/api] cpu must be an amount of CPU, got '4Gi': ${CPU_ADVICE}`,
  ],
  [
    'a number for the size of a writable path',
    () => instance({ writablePaths: { '/x': 5 } }),
    `[prod/api] writablePaths['/x'] ${A_SIZE}, got '5': ${SIZE_ADVICE}`,
  ],
  [
    'a list of writable paths',
    () => instance({ writablePaths: ['/x'] }),
    `[prod/api] writablePaths must be an object, got '/x': ${OBJECT_ADVICE}`,
  ],
  [
    'a number for a duration',
    () => instance({ terminationGracePeriod: 5 }),
    "[prod/api] terminationGracePeriod must be a Duration, got '5': give one, such as Duration.seconds(30)",
  ],
  [
    'no image',
    () => instance({ image: undefined }),
    "[prod/api] image must be an image, got 'undefined': write it as 'registry.example.com/orders:1.4.2'",
  ],
  [
    'a text for a port',
    () => instance({ port: '5000' }),
    "[prod/api] port must be a whole number of 1 to 65535, got '5000': give a number, not a text",
  ],
  [
    'nothing among the ports',
    () => instance({ ports: [undefined] }),
    `[prod/api] ports[] must be an object, got 'undefined': ${OBJECT_ADVICE}`,
  ],
  [
    'a number for ports',
    () => instance({ ports: 5000 }),
    "[prod/api] ports must be a list, got '5000': put it into '[…]'",
  ],
  [
    'a protocol of another layer',
    () => instance({ ports: [{ name: 'x', number: 80, protocol: 'HTTP' }] }),
    "[prod/api] ports[].protocol must be one of TCP, UDP, SCTP, got 'HTTP': choose one of them",
  ],
  ['a path for health', () => instance({ health: '/x' }), `[prod/api] health must be a Health, got '/x': ${HEALTH}`],
  [
    'a probe of cdk8s-plus for readiness',
    () => instance({ readiness: Probe.fromHttpGet('/x') }),
    `[prod/api] readiness must be a Health, got '[object Probe]': ${HEALTH}`,
  ],
  [
    'health, and no port that it could ask',
    () => instance({ port: undefined, health: Health.tcp() }),
    "[prod/api] health.port must be known, got 'undefined': give it, or declare a TCP port of the instance",
  ],
  [
    'a text for a toleration',
    () => instance({ tolerations: ['web'] }),
    "[prod/api] tolerations[] must be a NodeTaintQuery, got 'web': give one, such as NodeTaintQuery.is('dedicated', 'web')",
  ],
  [
    'a text for a toleration',
    () => instance({ tolerations: NodeTaintQuery.exists('web') }),
    "[prod/api] tolerations must be a list, got '[object NodeTaintQuery]': put it into '[…]'",
  ],
  [
    'part of a second for a toleration',
    () =>
      instance({
        tolerations: [
          NodeTaintQuery.exists('web', { effect: TaintEffect.NO_EXECUTE, evictAfter: Duration.millis(1500) }),
        ],
      }),
    "[prod/api] tolerations[0].evictAfter in seconds must be a whole number of 0 to 2147483647, got '1.5': correct it",
  ],
];

expectRefusals(rows, __filename);
