import { InstanceKind } from '../runtime/object/instance-kind';
import { InstanceRef } from '../runtime/status/instance-status';
import { didYouMean } from './suggest';
import { UsageError } from './usage-error';

const KINDS = Object.values(InstanceKind);

/** The instance that an argument names: `ID` of the cluster given, `CLUSTER/ID` or `CLUSTER/KIND/ID`. */
export function refOf(argument: string, cluster: string): InstanceRef {
  const parts = argument.split('/');
  if (parts.length > 3 || parts.includes('')) {
    throw new UsageError(`an instance is ID, CLUSTER/ID or CLUSTER/KIND/ID, got '${argument}'`);
  }
  if (parts.length === 1) return { cluster, id: argument };
  const [first, second, third] = parts as [string, string, string | undefined];
  return third === undefined ? { cluster: first, id: second } : { cluster: first, kind: kindOf(second), id: third };
}

/** Those that are named twice only once. */
export function refsOf(operands: readonly string[], cluster: string): InstanceRef[] {
  return unique(operands.map((argument) => refOf(argument, cluster)));
}

/** Each once; one without a kind is another than one with it. */
export function unique<T extends InstanceRef>(refs: readonly T[]): T[] {
  return [...new Map(refs.map((ref) => [[ref.cluster, ref.kind ?? '', ref.id].join('/'), ref])).values()];
}

/** An instance, and how it is named. */
export interface Named {
  readonly ref: InstanceRef;
  readonly name: string;
}

/** Names by which each is found again: with its kind where several have the ID. */
export function named(refs: readonly InstanceRef[]): Named[] {
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  for (const ref of refs) (seen.has(shortName(ref)) ? shared : seen).add(shortName(ref));
  return refs.map((ref) => {
    const isAlone = ref.kind === undefined || !shared.has(shortName(ref));
    return { ref, name: isAlone ? shortName(ref) : `${ref.cluster}/${ref.kind}/${ref.id}` };
  });
}

/** Those names alone. */
export function namesOf(refs: readonly InstanceRef[]): string[] {
  return named(refs).map(({ name }) => name);
}

/** The name by which an instance is found if no other kind has the ID: `CLUSTER/ID`. */
export function shortName({ cluster, id }: InstanceRef): string {
  return `${cluster}/${id}`;
}

/** The name by which an instance is found whatever others there are, or come to be: `CLUSTER/KIND/ID`. */
export function fullName({ cluster, kind, id }: Required<InstanceRef>): string {
  return `${cluster}/${kind}/${id}`;
}

/** In any case of letters. */
function kindOf(text: string): InstanceKind {
  const kind = KINDS.find((known) => known.toLowerCase() === text.toLowerCase());
  if (kind !== undefined) return kind;
  throw new UsageError(`no kind '${text}': ${didYouMean(text, KINDS) ?? `there are ${KINDS.join(', ')}`}`);
}
