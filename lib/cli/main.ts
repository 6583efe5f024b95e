#!/usr/bin/env node
import { run } from './run';
import { worldOf } from './real-world';

const argv = process.argv.slice(2);

void run(argv, worldOf(process)).then((code) => {
  process.exitCode = code;
  if (argv[0] !== '__complete') return;
  // Whoever pressed the key waits for the end of this process, and a plugin of the kubeconfig may never end.
  process.stdout.write('', () => process.exit(code));
});
