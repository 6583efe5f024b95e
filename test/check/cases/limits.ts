import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { MarClusterProps } from '../../../lib';
import { deployment, Example, object, Patch, pod, statefulSet } from './objects';
import { RuleCase } from './rule-case';

const ADVICE = 'correct it, or change the limits of the cluster';
const RESOURCES = "spec.containers['app'].resources";

const limited = (limits: MarClusterProps['limits']): MarClusterProps => ({ limits });
const resources = (patch: Patch): Patch => ({ spec: { containers: [{ resources: patch }] } });
const claim = (storage: string): Example =>
  object('v1', 'PersistentVolumeClaim', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  });

const claimTemplate = (storage: string): Patch => ({
  spec: {
    volumeClaimTemplates: [
      { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } },
    ],
  },
});

export const LIMITS_CASES: readonly RuleCase[] = [
  {
    code: 'MAR-L01',
    when: 'a container has more CPU than the namespace lets it',
    fails: [pod(resources({ limits: { cpu: '5' }, requests: { cpu: '100m' } }))],
    found: [
      `web: ${RESOURCES}.limits.cpu must be at most 4, as the LimitRange of the namespace says, got '5': ${ADVICE}`,
    ],
    passes: [pod(resources({ limits: { cpu: '4' }, requests: { cpu: '100m' } }))],
  },
  {
    code: 'MAR-L01',
    when: 'an init container of a workload requests less memory than the least',
    cluster: limited({ min: { memory: Size.mebibytes(32) } }),
    fails: [deployment({ spec: { template: { spec: { initContainers: [initContainer('31Mi')] } } } })],
    found: [
      `web: spec.template.spec.initContainers['start'].resources.requests.memory must be at least 32Mi, as the LimitRange of the namespace says, got '31Mi': ${ADVICE}`,
      `web: spec.template.spec.initContainers['start'].resources.limits.memory must be at least 32Mi, as the LimitRange of the namespace says, got '31Mi': ${ADVICE}`,
    ].sort(),
    passes: [deployment({ spec: { template: { spec: { initContainers: [initContainer('32Mi')] } } } })],
  },
  {
    code: 'MAR-L02',
    when: 'the containers of a pod have more CPU together than a pod may have',
    cluster: limited({ max: { cpu: Cpu.millis(500) }, pod: { max: { cpu: Cpu.millis(500) } } }),
    fails: [pod({ spec: { containers: [{}, sidecar('401m')] } })],
    found: [
      `web: spec.limits.cpu must be at most 500m, as the LimitRange of the namespace says, got '501m': ${ADVICE}`,
      `web: spec.requests.cpu must be at most 500m, as the LimitRange of the namespace says, got '501m': ${ADVICE}`,
    ],
    passes: [pod({ spec: { containers: [{}, sidecar('400m')] } })],
  },
  {
    code: 'MAR-L03',
    when: 'a claim is larger than the most of a claim',
    cluster: limited({ claim: { max: Size.gibibytes(1) } }),
    fails: [claim('1025Mi')],
    found: [
      `web: spec.resources.requests.storage must be at most 1Gi, as the LimitRange of the namespace says, got '1025Mi': ${ADVICE}`,
    ],
    passes: [claim('1Gi')],
  },
  {
    code: 'MAR-L03',
    when: 'the claims of a StatefulSet are smaller than the least of a claim',
    cluster: limited({ claim: { min: Size.gibibytes(1) } }),
    fails: [statefulSet(claimTemplate('1023Mi'))],
    found: [
      `web: spec.volumeClaimTemplates['data'].spec.resources.requests.storage must be at least 1Gi, as the LimitRange of the namespace says, got '1023Mi': ${ADVICE}`,
    ],
    passes: [statefulSet(claimTemplate('1Gi'))],
  },
  {
    code: 'MAR-L04',
    when: 'a limit is too many times the request',
    cluster: limited({ maxLimitRequestRatio: { cpu: 2 } }),
    fails: [pod(resources({ requests: { cpu: '49m' } }))],
    found: [
      `web: ${RESOURCES}.limits.cpu must be at most 2 times the request, which is 49m, and both above 0, got '100m': raise the request, or lower the limit`,
    ],
    passes: [pod(resources({ requests: { cpu: '50m' } }))],
  },
  {
    code: 'MAR-L05',
    when: 'a container requests more than the limit that the namespace gives it',
    fails: [pod(resources({ limits: { memory: undefined }, requests: { memory: '513Mi' } }))],
    found: [
      `web: ${RESOURCES}.requests.memory must be at most the limit, which is 512Mi, got '513Mi': lower it, or give a higher limit`,
    ],
    passes: [pod(resources({ limits: { memory: undefined }, requests: { memory: '512Mi' } }))],
  },
  {
    code: 'MAR-L06',
    when: 'two LimitRanges of a namespace give containers different limits',
    fails: [limitRange({ max: { cpu: '250m' } })],
    found: [
      "other: spec.limits default['cpu'] must be '500m' as in LimitRange 'limits', as Kubernetes takes either, got '250m': give it as default, or change the limits of the cluster",
    ],
    passes: [limitRange({ max: { cpu: '1' }, default: { cpu: '0.5' } })],
  },
  {
    code: 'MAR-L07',
    when: 'a container has its memory in a unit that is none',
    fails: [pod(resources({ limits: { memory: '64MB' } }))],
    found: [`web: ${RESOURCES}.limits.memory must be a quantity, got '64MB': write 64M or 64Mi`],
    passes: [pod(resources({ limits: { memory: '64M' } }))],
  },
  {
    code: 'MAR-L07',
    when: 'a claim has its size in a unit that is none',
    fails: [claim('10GB')],
    found: ["web: spec.resources.requests.storage must be a quantity, got '10GB': write 10G or 10Gi"],
    passes: [claim('1G')],
  },
];

function limitRange(item: Patch): Example {
  return object('v1', 'LimitRange', { spec: { limits: [{ type: 'Container', ...item }] } }, 'other');
}

function initContainer(memory: string): Patch {
  return { ...sidecar('100m'), name: 'start', resources: { limits: { memory } } };
}

function sidecar(cpu: string): Patch {
  const [container] = (pod().object.spec as { containers: Patch[] }).containers;
  return { ...container, name: 'beside', resources: { limits: { cpu, memory: '64Mi' } } };
}
