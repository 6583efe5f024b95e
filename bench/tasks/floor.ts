import { ApiObject } from 'cdk8s';
import { yamlOf } from '../../lib/synth/yaml';
import { Sample } from '../series';
import { addFleet, fleetOf } from './fleet';
import { answer, arg, newApp, timeOf } from './measure';

const [WARM_UP, ROUNDS] = [2, 5];

// folder, size: makes texts of the objects of a fleet, as JSON and as YAML
const app = newApp('mar', arg(0));
addFleet(app, fleetOf(Number(arg(1))));
const objects = app.node.findAll().flatMap((one): unknown[] => (ApiObject.isApiObject(one) ? [one.toJson()] : []));

/** A sample of a way to make texts. */
function sampleOf(textOf: (object: unknown) => string): Sample {
  const phase = timeOf(() => {
    for (const object of objects) finish(textOf(object));
  });
  return { phase };
}

/** V8 only notes what a text that grows is made of; to read one letter, it must put it together. */
function finish(text: string): void {
  if (text.charCodeAt(text.length - 1) === 0) throw new Error('a text ends in nothing');
}

const rounds = Array.from({ length: WARM_UP + ROUNDS }, () => [
  sampleOf((object) => JSON.stringify(object)),
  sampleOf(yamlOf),
]).slice(WARM_UP);
const quickest = (i: number): Sample => ({ phase: Math.min(...rounds.map((round) => round[i]?.phase ?? NaN)) });
answer([quickest(0), quickest(1)]);
