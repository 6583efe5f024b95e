import { App, Chart, Testing } from 'cdk8s';
import { IConstruct } from 'constructs';

/** One object of a manifest, as parsed: tests look where they like. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Manifest = any;

/** Everything that a chart writes. */
export function manifestsOf(chart: Chart): Manifest[] {
  return Testing.synth(chart);
}

/** The objects of a kind that a chart writes. */
export function all(chart: Chart, kind: string): Manifest[] {
  return manifestsOf(chart).filter((object) => object.kind === kind);
}

/** The one object of a kind that a chart writes, or the one of a kind and name. */
export function only(chart: Chart, kind: string, name?: string): Manifest {
  const found = all(chart, kind).filter((object) => name === undefined || object.metadata.name === name);
  if (found.length !== 1) {
    throw new Error(`${found.length} objects of kind ${kind}${name === undefined ? '' : ` called ${name}`}, not one`);
  }
  return found[0];
}

/** An app whose output folder nobody looks at. */
export function testApp(): App {
  return new App({ outdir: 'unused' });
}

/** Freezes props and all plain objects and arrays in them, so that writing on what the caller gave throws. */
export function frozen<T>(value: T): T {
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value ?? 0) === Object.prototype;
  if (!isPlain) return value;
  Object.values(value as object).forEach(frozen);
  return Object.freeze(value);
}

/** What was there before a refusal is all that is there after it. */
export function expectRefusal(root: IConstruct, action: () => unknown, message: string): void {
  const before = paths(root);
  expect(action).toThrow(new Error(message));
  expect(paths(root)).toEqual(before);
}

function paths(root: IConstruct): string[] {
  return root.node.findAll().map((construct) => construct.node.path);
}
