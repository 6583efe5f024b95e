import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Patch } from './program-details';
import { Kind } from './program-pods';

/** Where the specification of pods is. */
const POD_SPECS: Readonly<Partial<Record<Kind, string>>> = {
  Instance: '/spec',
  CronJob: '/spec/jobTemplate/spec/template/spec',
};

/** Changes what a workload writes. */
export function patch(workload: kplus.AbstractPod, kind: Kind, { at, op, path, value }: Patch): void {
  const starts = { object: '', spec: '/spec', pod: POD_SPECS[kind] ?? '/spec/template/spec' };
  ApiObject.of(workload).addJsonPatch(PATCHES[op](`${starts[at]}${path}`, value));
}

const PATCHES: Readonly<Record<Patch['op'], (path: string, value: unknown) => JsonPatch>> = {
  add: (path, value) => JsonPatch.add(path, value),
  replace: (path, value) => JsonPatch.replace(path, value),
  remove: (path) => JsonPatch.remove(path),
  test: (path, value) => JsonPatch.test(path, value),
};
