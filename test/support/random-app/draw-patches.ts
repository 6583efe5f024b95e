import * as fc from 'fast-check';
import { annotations } from './draw-text';
import { Patch } from './program-details';

/** Patches that Kubernetes takes: nobody but the user can know what else a patch breaks. */
export const patches: fc.Arbitrary<Patch[]> = fc.array(
  fc.oneof<fc.Arbitrary<Patch>[]>(
    fc.constantFrom<Patch[]>(
      { at: 'pod', op: 'add', path: '/hostname', value: 'patched' },
      { at: 'pod', op: 'add', path: '/shareProcessNamespace', value: true },
      { at: 'pod', op: 'replace', path: '/enableServiceLinks', value: false },
      { at: 'pod', op: 'add', path: '/terminationGracePeriodSeconds', value: 7 },
      { at: 'pod', op: 'add', path: '/containers/0/tty', value: true },
      { at: 'pod', op: 'add', path: '/containers/0/terminationMessagePolicy', value: 'FallbackToLogsOnError' },
      { at: 'pod', op: 'test', path: '/containers/0/name', value: 'app' },
      { at: 'pod', op: 'remove', path: '/enableServiceLinks' },
      { at: 'object', op: 'add', path: '/metadata/labels/patched', value: '1e3' },
      { at: 'object', op: 'add', path: '/metadata/labels/example.com~1patched', value: 'null' },
    ),
    annotations.map((value): Patch => ({ at: 'object', op: 'add', path: '/metadata/annotations', value })),
    fc.constant<Patch>({ at: 'spec', op: 'add', path: '/revisionHistoryLimit', value: 3 }),
  ),
  { minLength: 1, maxLength: 2 },
);
