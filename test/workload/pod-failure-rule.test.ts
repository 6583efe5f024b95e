import * as fc from 'fast-check';
import { PodFailureAction, PodFailureRule } from '../../lib';
import { Manifest } from '../support/manifest';
import { jobSpec } from './jobs-fixture';

/** What a Job says of a rule. */
function rendered(rule: PodFailureRule): Manifest {
  const [only] = jobSpec({ podFailurePolicy: [rule] }).podFailurePolicy.rules;
  return only;
}

test('a rule on exit codes is for those that are given', () => {
  expect(rendered(PodFailureRule.onExitCodes(PodFailureAction.FAIL_JOB, 42))).toEqual({
    action: 'FailJob',
    onExitCodes: { operator: 'In', values: [42] },
  });
});

test('a rule on other exit codes is for all but those that are given', () => {
  expect(rendered(PodFailureRule.onOtherExitCodes(PodFailureAction.COUNT, 0, 42))).toEqual({
    action: 'Count',
    onExitCodes: { operator: 'NotIn', values: [0, 42] },
  });
});

test('a rule on disruption is for pods that others end', () => {
  expect(rendered(PodFailureRule.onDisruption(PodFailureAction.IGNORE))).toEqual({
    action: 'Ignore',
    onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
  });
});

test.each([
  [PodFailureAction.FAIL_JOB, 'FailJob'],
  [PodFailureAction.IGNORE, 'Ignore'],
  [PodFailureAction.COUNT, 'Count'],
])('the action %s is written as Kubernetes does, %s', (action, text) => {
  expect(rendered(PodFailureRule.onExitCodes(action, 1)).action).toBe(text);
});

test('the limits of exit codes are in the range', () => {
  expect(rendered(PodFailureRule.onExitCodes(PodFailureAction.COUNT, 1, 255)).onExitCodes.values).toEqual([1, 255]);
});

test('law: exit codes are written in ascending order, each once, as Kubernetes wants them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 1, maxLength: 20 }), (codes) => {
      const given = [...codes];
      const { values } = rendered(PodFailureRule.onExitCodes(PodFailureAction.IGNORE, ...codes)).onExitCodes;
      expect(new Set(values)).toEqual(new Set(given));
      values.slice(1).forEach((value: number, i: number) => {
        expect(value).toBeGreaterThan(values[i]);
      });
    }),
    { numRuns: 25 },
  );
});

const { FAIL_JOB } = PodFailureAction;

test.each([
  ['onExitCodes', [], '1 to 255', 'FailJob'],
  ['onExitCodes', [0], '1 to 255', 'FailJob, 0'],
  ['onExitCodes', [1, 256], '1 to 255', 'FailJob, 1, 256'],
  ['onExitCodes', [-1], '1 to 255', 'FailJob, -1'],
  ['onExitCodes', [1.5], '1 to 255', 'FailJob, 1.5'],
  ['onExitCodes', [NaN], '1 to 255', 'FailJob, NaN'],
  ['onOtherExitCodes', [], '0 to 255', 'FailJob'],
  [
    'onOtherExitCodes',
    Array.from({ length: 256 }, (_, i) => i),
    '0 to 255',
    `FailJob, ${Array.from({ length: 256 }, (_, i) => i).join(', ')}`,
  ],
  ['onOtherExitCodes', [-1], '0 to 255', 'FailJob, -1'],
  ['onOtherExitCodes', [256, 0], '0 to 255', 'FailJob, 256, 0'],
  ['onOtherExitCodes', [NaN], '0 to 255', 'FailJob, NaN'],
] as const)('fails when %s is given the codes %j, which are not in %s', (factory, codes, range, quoted) => {
  expect(() => PodFailureRule[factory](FAIL_JOB, ...codes)).toThrow(
    new Error(`PodFailureRule.${factory}(${quoted}) must have 1 to 255 exit codes of ${range}: correct them`),
  );
});
