import { InstanceKind } from '../runtime/object/instance-kind';
import { InstanceRef } from '../runtime/status/instance-status';
import { didYouMean } from './suggest';
import { UsageError } from './usage-error';

const KINDS = Object.values(InstanceKind);

/**
 * Parses an argument of the form `ID`, `CLUSTER/ID` or `CLUSTER/KIND/ID`. An `ID` alone belongs to `cluster`.
 *
 * @throws UsageError if the argument has another form or names an unknown kind
 */
export function refOf(argument: string, cluster: string): InstanceRef {
  const parts = argument.split('/');
  if (parts.length > 3 || parts.includes('')) {
    throw new UsageError(`an instance is ID, CLUSTER/ID or CLUSTER/KIND/ID, got '${argument}'`);
  }
  if (parts.length === 1) return { cluster, id: argument };
  const [first, second, third] = parts as [string, string, string | undefined];
  return third === undefined ? { cluster: first, id: second } : { cluster: first, kind: kindOf(second), id: third };
}

/**
 * Parses the arguments of a command and removes duplicates.
 *
 * @throws UsageError if an argument is not valid
 */
export function refsOf(operands: readonly string[], cluster: string): InstanceRef[] {
  return unique(operands.map((argument) => refOf(argument, cluster)));
}

/** Removes duplicates. `prod/api` and `prod/Pod/api` are different targets. */
export function unique<T extends InstanceRef>(refs: readonly T[]): T[] {
  return [...new Map(refs.map((ref) => [[ref.cluster, ref.kind ?? '', ref.id].join('/'), ref])).values()];
}

/** Instance with the name that messages use for it. */
export interface Named {
  readonly ref: InstanceRef;
  readonly name: string;
}

/**
 * Pairs each instance with a name that is unique among `refs`: `CLUSTER/ID`, or `CLUSTER/KIND/ID` if several of `refs` share
 * the ID.
 */
export function named(refs: readonly InstanceRef[]): Named[] {
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  for (const ref of refs) (seen.has(shortName(ref)) ? shared : seen).add(shortName(ref));
  return refs.map((ref) => {
    const isAlone = ref.kind === undefined || !shared.has(shortName(ref));
    return { ref, name: isAlone ? shortName(ref) : `${ref.cluster}/${ref.kind}/${ref.id}` };
  });
}

/** Returns a name for each of `refs` that is unique among them: `CLUSTER/ID` or `CLUSTER/KIND/ID`. */
export function namesOf(refs: readonly InstanceRef[]): string[] {
  return named(refs).map(({ name }) => name);
}

/** Returns `CLUSTER/ID`, which is ambiguous if instances of several kinds have the ID. */
export function shortName({ cluster, id }: InstanceRef): string {
  return `${cluster}/${id}`;
}

/** Returns `CLUSTER/KIND/ID`, which is always unambiguous. */
export function fullName({ cluster, kind, id }: Required<InstanceRef>): string {
  return `${cluster}/${kind}/${id}`;
}

/**
 * Returns the kind named `text`, ignoring case.
 *
 * @throws UsageError if the kind is unknown
 */
function kindOf(text: string): InstanceKind {
  const kind = KINDS.find((known) => known.toLowerCase() === text.toLowerCase());
  if (kind !== undefined) return kind;
  throw new UsageError(`no kind '${text}': ${didYouMean(text, KINDS) ?? `there are ${KINDS.join(', ')}`}`);
}
