import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { TrafficMatrix } from '../../lib';
import { Manifest, testApp } from '../support/manifest';
import { Outsider, OUTSIDERS, Probe } from '../support/network-ends';
import { reaches, textOf } from '../support/reachability';
import { build } from '../support/random-app/build';
import { Program } from '../support/random-app/program';
import { trafficPrograms } from '../support/random-app/random-app';
import { declaredPaths } from './declared';
import { pathsIn } from './matrix-text';

const outsiders: Outsider[] = [
  ...OUTSIDERS,
  { namespace: 'monitoring', name: 'prometheus', podLabels: { tier: 'back' }, namespaceLabels: { team: 'monitoring' } },
  { namespace: 'foreign', name: 'front', podLabels: { tier: 'front' }, namespaceLabels: { team: 'a' } },
  { namespace: 'foreign', name: 'back', podLabels: { tier: 'back', app: 'mar' }, namespaceLabels: { team: 'b' } },
  { namespace: 'dns', name: 'dns', podLabels: { app: 'dns' } },
  { namespace: 'edge', name: 'proxy', podLabels: {} },
];

/** Every port that a program may name, and those beside it. */
const probes: Probe[] = [
  1, 2, 52, 53, 54, 79, 80, 81, 443, 514, 7999, 8000, 8001, 8079, 8080, 8081, 9899, 65534, 65535,
].flatMap((number) => (['TCP', 'UDP', 'SCTP'] as const).map((protocol) => ({ protocol, number })));

/** The app of a program; undefined if the library refuses it. */
function appOf(program: Program): App | undefined {
  const app = testApp();
  try {
    build(app, program);
    return app;
  } catch {
    return undefined;
  }
}

test('law: who reaches whom is what is declared, and what the matrix says, nothing more and nothing less', () => {
  let [built, paths] = [0, 0];
  fc.assert(
    fc.property(trafficPrograms, (program) => {
      const app = appOf(program);
      fc.pre(app !== undefined);
      const manifests = app.charts.flatMap((chart): Manifest[] => chart.toJson());
      const open = reaches(manifests, { outsiders, probes }).map(textOf);
      expect(open).toEqual(declaredPaths(program, outsiders, probes));
      expect(pathsIn(TrafficMatrix.of(app), manifests, outsiders, probes)).toEqual(open);
      built += 1;
      paths += open.length;
    }),
    { numRuns: 100 },
  );
  expect(paths / built).toBeGreaterThan(10);
});
