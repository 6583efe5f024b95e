import { k8s } from 'cdk8s-plus-30';
import { createHash } from 'node:crypto';
import { CONFIG_HASH } from '../internal/labels';
import { PodPlan } from '../pod/pod-plan';

/** Hexadecimal digits, enough that no two contents of one workload share them. */
const LENGTH = 16;

/** Pods that change when a `MarConfig` does that they use, so that Kubernetes replaces them. */
export function rolledByConfigs(plan: PodPlan, template: k8s.PodTemplateSpec): k8s.PodTemplateSpec {
  const hashes = configMapsOf({ containers: [], ...template.spec }).flatMap(
    (name) => plan.context.configHashes.get(name)?.() ?? [],
  );
  if (hashes.length === 0) return template;
  const hash = createHash('sha256').update(hashes.join()).digest('hex').slice(0, LENGTH);
  const annotations = { ...template.metadata?.annotations, [CONFIG_HASH]: hash };
  return { ...template, metadata: { ...template.metadata, annotations } };
}

/** The names of the ConfigMaps that pods mount or have in their environment, sorted. */
function configMapsOf({ volumes = [], containers: running, initContainers = [] }: k8s.PodSpec): string[] {
  const containers = [...running, ...initContainers];
  const names = [
    ...volumes.map((volume) => volume.configMap?.name),
    ...volumes.flatMap((volume) => volume.projected?.sources?.map((source) => source.configMap?.name)),
    ...containers.flatMap(({ env }) => env?.map((variable) => variable.valueFrom?.configMapKeyRef?.name)),
    ...containers.flatMap(({ envFrom }) => envFrom?.map((source) => source.configMapRef?.name)),
  ];
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
