import { EXAMPLES } from './examples';
import { answer, arg, newApp, peak, timeOf } from './measure';

// folder, subject, name of an example or `examples`, times: synthesizes one example or all of them, again and again
const [folder, subject, name, times] = [arg(0), arg(1), arg(2), Number(arg(3))];
const builders = name === 'examples' ? Object.values(EXAMPLES) : [EXAMPLES[name]];
const phases = Array.from({ length: times }, () => {
  const app = newApp(subject, `${folder}/dist`);
  for (const build of builders) {
    if (build === undefined) throw new Error(`there is no example ${name}`);
    build(app);
  }
  return timeOf(() => {
    app.synth();
  });
});
answer({ phase: Math.min(...phases), memory: peak() });
