import { Checks } from '../../lib';
import { RULES } from '../../lib/check/catalogue';
import { Basis } from '../../lib/check/rule';
import { CASES } from '../check/cases';
import { treeOf } from '../check/cases/tree';
import { request } from '../support/api-server';
import { eventually } from '../support/eventually';
import { inFolder } from '../support/folder';
import { describeE2e, kubectl, Outcome, tryKubectl } from '../support/kubectl';
import { Manifest } from '../support/manifest';
import { WITNESSES } from './witnesses';

const basisOf = new Map(RULES.map(({ code, basis }) => [code, basis]));
const ALL = CASES.map((one, i) => ({
  ...one,
  basis: basisOf.get(one.code),
  fails: one.fails,
  suffix: `-f${i}`,
  ok: `-p${i}`,
}));
type Case = (typeof ALL)[number];

/** A table with a row for each case of a basis. */
const table = (basis: Basis): [code: string, when: string, one: Case][] =>
  ALL.filter((one) => one.basis === basis).map((one) => [one.code, one.when, one]);

/** Synthesizes the trees of cases, each to a file of its own, and applies all at once. */
function applyAll(cases: readonly Case[], write: (one: Case, folder: string) => void): Outcome {
  return inFolder((folder) => {
    for (const one of cases) write(one, folder);
    return tryKubectl(['apply', '-f', folder]);
  });
}

/** Writes a failing tree, with its rule silenced. */
function writeFailing(one: Case, folder: string): void {
  const app = treeOf(one, one.fails, folder, one.suffix);
  Checks.of(app).allow(one.code, 'shown to the API server');
  app.synth();
}

/** Writes what the failing tree is held against, if it is. */
function writeLastApplied(one: Case, folder: string): void {
  treeOf({ ...one, lastApplied: undefined }, one.lastApplied ?? [], folder, one.suffix).synth();
}

/** What controllers say of pods that they cannot make. */
async function failures(namespace: string): Promise<string[]> {
  const { items } = await request('GET', `/api/v1/namespaces/${namespace}/events`);
  const failed = items.filter(({ reason }: Manifest) => reason === 'FailedCreate');
  return failed.map(({ message }: Manifest) => message);
}

function removeAll(): void {
  const ours = ['-l', 'app.kubernetes.io/managed-by=cdk8s-mar', '--wait=false'];
  const names = kubectl(['get', 'namespaces', '-o', 'name']).split('\n').filter((name) => /\/(checks|bare)-[fp]\d+$/.test(name)); // prettier-ignore
  kubectl(['delete', '--wait=false', ...names]);
  kubectl(['delete', 'priorityclasses,runtimeclasses', ...ours]);
}

describeE2e('the rules, and a real API server', () => {
  describe('failing trees', () => {
    let complaints = '';

    beforeAll(() => {
      const wanted = ALL.filter(({ basis }) => basis === Basis.REFUSED || basis === Basis.IDLE);
      const lastApplied = wanted.filter((one) => one.lastApplied !== undefined);
      expect(applyAll(lastApplied, writeLastApplied)).toMatchObject({ status: 0, stderr: '' });
      complaints = applyAll(wanted, writeFailing).stderr;
    });

    afterAll(removeAll);

    test.each(table(Basis.REFUSED))('%s: it refuses the tree in which %s, or its pods', async (_, __, { suffix }) => {
      if (complaints.includes(`/checks${suffix}.k8s.yaml"`)) return;
      await eventually(async () => {
        expect(await failures(`checks${suffix}`)).not.toEqual([]);
      });
    }); // prettier-ignore

    test.each(table(Basis.IDLE))('%s: it accepts the tree in which %s, and nothing comes of it', async (code, _, one) => {
      expect(complaints).not.toContain(`/checks${one.suffix}.k8s.yaml"`);
      const wrong = /got '(.*?)'/.exec(one.found[0] ?? '')?.[1] ?? '';
      await eventually(async () => {
        expect(await WITNESSES[code]?.(`checks${one.suffix}`, wrong)).toBe(true);
      });
    }); // prettier-ignore
  });

  describe('passing trees', () => {
    afterAll(removeAll);

    test('are accepted, all of them', () => {
      const { status, stderr } = applyAll(ALL, (one, folder) => {
        treeOf(one, one.passes, folder, one.ok).synth();
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    }); // prettier-ignore

    test('run, all of them', async () => {
      await eventually(async () => {
        const { items } = await request('GET', '/api/v1/pods');
        const ours = items.filter(({ metadata }: Manifest) => /^(checks|bare)-p\d+$/.test(metadata.namespace));
        const waiting = ours.filter(({ status }: Manifest) => !['Running', 'Succeeded'].includes(status.phase));
        expect(waiting.map(({ metadata }: Manifest) => `${metadata.namespace}/${metadata.name}`)).toEqual([]);
        expect(ours.length).toBeGreaterThan(0);
      });
    }); // prettier-ignore
  });
});
