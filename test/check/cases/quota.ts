import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { deployment, object, pod, service } from './objects';
import { RuleCase } from './rule-case';
import { READY } from './served';

const autoscaler = (maxReplicas: number) =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas },
  });

const bare = object('v1', 'Namespace', {}, 'bare');
const inBare = { namespace: 'bare' };
const quota = object('v1', 'ResourceQuota', { metadata: inBare, spec: { hard: { 'limits.memory': '1Gi' } } });

export const QUOTA_CASES: readonly RuleCase[] = [
  {
    code: 'MAR-Q01',
    when: 'the replicas of a Deployment need more CPU than the quota has',
    cluster: { quota: { cpu: Cpu.millis(500) } },
    fails: [deployment({ spec: { replicas: 6, strategy: { type: 'Recreate' } } })],
    found: [
      "quota: hard['limits.cpu'] must be at least 600m, which is what the namespace needs, got '500m': raise the quota by 100m, or lower what counts most: 6 × Deployment 'web' (600m)",
      "quota: hard['requests.cpu'] must be at least 600m, which is what the namespace needs, got '500m': raise the quota by 100m, or lower what counts most: 6 × Deployment 'web' (600m)",
    ],
    passes: [deployment({ spec: { replicas: 5, strategy: { type: 'Recreate' } } })],
  },
  {
    code: 'MAR-Q01',
    when: 'there are more Services than the quota has',
    cluster: { quota: { services: 0 } },
    fails: [pod(READY), service()],
    found: [
      "quota: hard['services'] must be at least 1, which is what the namespace needs, got '0': raise the quota by 1, or lower what counts most: Service 'web' (1)",
    ],
    passes: [pod()],
  },
  {
    code: 'MAR-Q02',
    when: 'an autoscaler at its maximum needs more memory than the quota has',
    cluster: { quota: { memory: Size.mebibytes(256) } },
    fails: [deployment({ spec: { replicas: undefined, strategy: { type: 'Recreate' } } }), autoscaler(5)],
    found: [
      "quota: hard['limits.memory'] must be at least 320Mi, which is what autoscalers at their maximum and rolling updates need, got '256Mi': raise the quota by 64Mi, or lower what counts most: 5 × Deployment 'web' (320Mi)",
      "quota: hard['requests.memory'] must be at least 320Mi, which is what autoscalers at their maximum and rolling updates need, got '256Mi': raise the quota by 64Mi, or lower what counts most: 5 × Deployment 'web' (320Mi)",
    ],
    passes: [deployment({ spec: { replicas: undefined, strategy: { type: 'Recreate' } } }), autoscaler(4)],
  },
  {
    code: 'MAR-Q03',
    when: 'a container says no memory in a namespace whose quota counts it, and which has no defaults',
    fails: [
      bare,
      quota,
      pod({ metadata: inBare, spec: { containers: [{ resources: { limits: { memory: undefined } } }] } }),
    ],
    found: [
      "web: spec.containers['app'].resources.limits.memory must be given, as the quota web counts limits.memory, got 'undefined': give it, or give the namespace a LimitRange with defaults",
    ],
    passes: [bare, quota, pod({ metadata: inBare })],
  },
];
