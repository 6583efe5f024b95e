import { textsIn } from '../../model/json';
import { ContainerSecurityContext, SecurityFields } from '../../../kube/objects';
import { Context, JudgedPod } from './judged-pod';

/** Field with its value, which is undefined if a required field is missing. */
export interface Value {
  readonly field: string;
  readonly value: unknown;
}

/** What a field of security contexts says, where it says something that is refused. */
export function refusedValues<C extends SecurityFields, T>(
  contexts: readonly Context<C>[],
  name: string,
  read: (context: C) => T | undefined,
  isRefused: (value: T) => boolean,
): Value[] {
  const values: Value[] = [];
  for (const { context, field } of contexts) {
    const value = read(context) ?? undefined;
    if (value !== undefined && isRefused(value)) values.push({ field: `${field}.${name}`, value });
  }
  return values;
}

/** The same of a field that must be set: a container that leaves it out has the pod's. */
export function refusedOrMissing<T>(
  { contexts, own }: JudgedPod,
  name: string,
  read: (context: SecurityFields) => T | undefined,
  isRefused: (value: T) => boolean,
): Value[] {
  const [pod] = contexts;
  const isMissingIn = ({ context }: Context): boolean => (read(context) ?? undefined) === undefined;
  const isMissing = isMissingIn(pod) && own.some(isMissingIn);
  const missing = isMissing ? [{ field: `${pod.field}.${name}`, value: undefined }] : [];
  return [...missing, ...refusedValues(contexts, name, read, isRefused)];
}

/** What is in a list of security contexts and not permitted: one value, as it is one field. */
export function refusedItems<C extends ContainerSecurityContext>(
  contexts: readonly Context<C>[],
  name: string,
  read: (context: C) => readonly string[] | undefined,
  permitted: ReadonlySet<string>,
): Value[] {
  const refused = (context: C): string[] => textsIn(read(context)).filter((item) => !permitted.has(item));
  const lists = refusedValues(contexts, name, refused, ({ length }) => length > 0);
  return lists.map(({ field, value }) => ({ field, value: (value as string[]).join(', ') }));
}
