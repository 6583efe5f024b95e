import { isObject } from '../internal/json';
import { PATH_SEGMENT } from './names';
import { parseQuantity } from './parsed-quantity';
import { checkGiven, checkGivenMember, checkName, checkWhole, isUnset, Problem } from './problem';

/** Object whose fields are not validated yet. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * Field that holds the source of each metric type, and the targets of this type. At least one of these targets is required.
 */
const SOURCES: Readonly<Record<string, { readonly field: string; readonly targets: readonly string[] }>> = {
  Resource: { field: 'resource', targets: ['averageUtilization', 'averageValue'] },
  ContainerResource: { field: 'containerResource', targets: ['averageUtilization', 'averageValue'] },
  Pods: { field: 'pods', targets: ['averageValue'] },
  Object: { field: 'object', targets: ['value', 'averageValue'] },
  External: { field: 'external', targets: ['value', 'averageValue'] },
};

/** Resources of a container. Others have a name with a domain, such as `example.com/gpu`. */
const CONTAINER_RESOURCE = /^(cpu|memory|ephemeral-storage|hugepages-.+|.+\/.+)$/;

/**
 * Returns the problems for which the API server rejects a metric of a HorizontalPodAutoscaler.
 * @see
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/#HorizontalPodAutoscalerSpec
 */
export function findMetricProblems(field: string, metric: Fields): Problem[] {
  const { type } = metric;
  const known = typeof type === 'string' && Object.hasOwn(SOURCES, type) ? SOURCES[type] : undefined;
  if (known === undefined) return checkGivenMember(`${field}.type`, type, Object.keys(SOURCES));
  const source = metric[known.field];
  const at = `${field}.${known.field}`;
  if (!isObject(source)) {
    return [{ field: at, value: '', rule: `must be given for the type ${String(type)}`, advice: 'give it' }];
  }
  const target = isObject(source.target) ? source.target : {};
  return [...findNameProblems(at, String(type), source), ...findTargetProblems(`${at}.target`, target, known.targets)];
}

function findNameProblems(at: string, type: string, source: Fields): Problem[] {
  const { name, container, metric, describedObject } = source;
  if (type === 'Resource') return checkGiven(`${at}.name`, name);
  if (type === 'ContainerResource') {
    const isKnown = typeof name === 'string' && CONTAINER_RESOURCE.test(name);
    const rule = 'must be a resource of a container: cpu, memory, ephemeral-storage or one with a domain';
    return [
      ...checkGiven(`${at}.container`, container),
      ...(isKnown ? [] : [{ field: `${at}.name`, value: name ?? '', rule, advice: 'choose one of them' }]),
    ];
  }
  const { kind, name: objectName } = isObject(describedObject) ? describedObject : ({} as Fields);
  return [
    ...checkName(`${at}.metric.name`, isObject(metric) ? metric.name : '', PATH_SEGMENT, 'give the name of a metric'),
    ...(type === 'Object' ? checkName(`${at}.describedObject.kind`, kind, PATH_SEGMENT) : []),
    ...(type === 'Object' ? checkName(`${at}.describedObject.name`, objectName, PATH_SEGMENT) : []),
  ];
}

/** Returns the problems of a metric's target. All values must be above 0, even those that the metric type does not use. */
function findTargetProblems(at: string, target: Fields, wanted: readonly string[]): Problem[] {
  const { type, averageUtilization, value, averageValue } = target;
  return [
    ...checkWhole(`${at}.averageUtilization`, averageUtilization, 1),
    ...Object.entries({ value, averageValue }).flatMap(([name, quantity]) => checkPositive(`${at}.${name}`, quantity)),
    ...findChoiceProblems(at, target, wanted),
    ...checkGivenMember(`${at}.type`, type, ['Utilization', 'Value', 'AverageValue']),
  ];
}

/**
 * Returns a problem if the target has none of the `wanted` values, or both of them. Only the type `Object` may have both.
 */
function findChoiceProblems(at: string, target: Fields, wanted: readonly string[]): Problem[] {
  const [first, second] = wanted.filter((name) => !isUnset(target[name]));
  const names = ['averageUtilization', 'value', 'averageValue'].filter((name) => !isUnset(target[name])).join(', ');
  if (first === undefined) {
    return [{ field: at, value: names, rule: `must have ${wanted.join(' or ')}`, advice: 'give one of them' }];
  }
  if (second === undefined || wanted === SOURCES.Object?.targets) return [];
  return [
    { field: at, value: names, rule: `must not have both ${wanted.join(' and ')}`, advice: 'remove one of them' },
  ];
}

function checkPositive(field: string, quantity: unknown): Problem[] {
  if (isUnset(quantity)) return [];
  const digits = parseQuantity(String(quantity))?.digits ?? 0n;
  return digits > 0n ? [] : [{ field, value: quantity, rule: 'must be a quantity above 0', advice: 'correct it' }];
}
