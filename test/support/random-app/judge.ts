import { Manifest } from '../manifest';

/** What is looked at. */
export const JUDGED = [
  'pods',
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'replicasets.apps',
  'replicationcontrollers',
  'jobs.batch',
  'persistentvolumeclaims',
  'horizontalpodautoscalers.autoscaling',
] as const;

/** What is not as it was declared, of objects as the API server has them; nothing once all of it runs. */
export function complaintsOf(objects: readonly Manifest[]): string[] {
  return objects.flatMap((object) => {
    const complaint = COMPLAINTS[object.kind]?.(object, objects);
    const { namespace, name } = object.metadata;
    return complaint === undefined ? [] : [`${object.kind} ${namespace}/${name} ${complaint}`];
  });
}

type Complaint = (object: Manifest, all: readonly Manifest[]) => string | undefined;

const COMPLAINTS: Readonly<Record<string, Complaint>> = {
  Pod: ofPod,
  Deployment: (object) => ofReplicas(object, object.status.updatedReplicas, object.status.readyReplicas),
  StatefulSet: (object) => ofReplicas(object, object.status.readyReplicas),
  ReplicaSet: (object) => ofReplicas(object, object.status.readyReplicas),
  ReplicationController: (object) => ofReplicas(object, object.status.readyReplicas),
  DaemonSet: ofDaemons,
  Job: ofJob,
  PersistentVolumeClaim: ({ status }) => (status.phase === 'Bound' ? undefined : `is ${status.phase}`),
  HorizontalPodAutoscaler: ofAutoscaler,
};

function conditionOf({ status }: Manifest, type: string): Manifest {
  return (status.conditions ?? []).find((condition: Manifest) => condition.type === type);
}

function ofPod(pod: Manifest): string | undefined {
  if (pod.status.phase === 'Succeeded') return undefined;
  if (pod.status.phase === 'Running' && conditionOf(pod, 'Ready')?.status === 'True') return undefined;
  const scheduled = conditionOf(pod, 'PodScheduled');
  return `is ${pod.status.phase}${scheduled?.status === 'False' ? `: ${scheduled.message}` : ''}`;
}

/** All the counts must be what is wanted, and of what was said last. */
function ofReplicas({ metadata, spec, status }: Manifest, ...counts: (number | undefined)[]): string | undefined {
  const least = Math.min(...counts.map((count) => count ?? 0));
  const isCurrent = (status.observedGeneration ?? 0) >= metadata.generation;
  return least === spec.replicas && isCurrent ? undefined : `has ${least} of ${spec.replicas} pods`;
}

function ofDaemons({ metadata, status }: Manifest): string | undefined {
  const { numberReady, desiredNumberScheduled: wanted, observedGeneration = 0 } = status;
  return numberReady === wanted && observedGeneration >= metadata.generation
    ? undefined
    : `has ${numberReady} of ${wanted} pods`;
}

/** One that is done, or has all the pods that it wants at once. */
function ofJob(job: Manifest): string | undefined {
  const failed = conditionOf(job, 'Failed');
  if (failed !== undefined) return `failed: ${failed.message}`;
  if (conditionOf(job, 'Complete') !== undefined) return undefined;
  const { parallelism, completions = parallelism } = job.spec;
  const { ready = 0, succeeded = 0, startTime } = job.status;
  const [has, wanted] = [Number(ready) + Number(succeeded), Math.min(parallelism, completions)];
  return has >= wanted && startTime !== undefined ? undefined : `has ${has} of ${wanted} pods`;
}

/** It wants the fewest at least, whatever the load. */
function ofAutoscaler({ metadata, spec }: Manifest, all: readonly Manifest[]): string | undefined {
  const { kind, name } = spec.scaleTargetRef;
  const isTarget = (object: Manifest): boolean =>
    object.kind === kind && object.metadata.name === name && object.metadata.namespace === metadata.namespace;
  const replicas = all.find(isTarget)?.spec.replicas ?? 0;
  return replicas >= spec.minReplicas ? undefined : `has ${replicas} of ${spec.minReplicas} pods`;
}
