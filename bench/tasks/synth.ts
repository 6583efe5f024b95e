import { addFleet, fleetOf } from './fleet';
import { answer, arg, newApp, peak, timeOf } from './measure';

// folder, subject, size: synthesizes a fleet
const app = newApp(arg(1), `${arg(0)}/dist`);
addFleet(app, fleetOf(Number(arg(2))));
const phase = timeOf(() => {
  app.synth();
});
answer({ phase, memory: peak() });
