#!/usr/bin/env node
import { run } from './run';
import { worldOf } from './real-world';

const argv = process.argv.slice(2);

void run(argv, worldOf(process)).then((code) => {
  process.exitCode = code;
  if (argv[0] !== '__complete') return;
  // The shell waits for this process on each Tab key, and a credential plugin of the kubeconfig may never end: exit without
  // waiting for the plugin.
  process.stdout.write('', () => process.exit(code));
});
