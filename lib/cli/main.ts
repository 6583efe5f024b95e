#!/usr/bin/env node
import { run } from './run';
import { worldOf } from './real-world';

void run(process.argv.slice(2), worldOf(process)).then((code) => {
  process.exitCode = code;
});
