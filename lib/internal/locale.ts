import { IConstruct, Node } from 'constructs';

/*
 * cdk8s and cdk8s-plus lower-case and sort by the rules of the machine's locale. The same program must write the same bytes
 * everywhere, so this does it by those of English, as on most machines.
 */

/**
 * Returns a view of a construct whose name `Names.toDnsLabel` of cdk8s makes alike in all locales: where `I` is lower-cased to `ı`, it
 * loses each `I` of a path that has characters beyond Latin ones.
 */
export function withLowerCasePath<T extends IConstruct>(construct: T): T {
  const { path } = construct.node;
  const lower = path.toLowerCase();
  // eslint-disable-next-line no-restricted-properties -- asks whether cdk8s would do something else
  if (path.toLocaleLowerCase() === lower) return construct;
  const node = Object.create(construct.node, { path: { value: lower } }) as Node;
  return Object.create(construct, { node: { value: node } }) as T;
}

const ENGLISH = new Intl.Collator('en');

/** Compares strings as `localeCompare` does on an English machine, for `sort`. */
export function compareInEnglish(a: string, b: string): number {
  return ENGLISH.compare(a, b);
}
