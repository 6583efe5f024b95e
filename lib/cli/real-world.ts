import * as fs from 'node:fs';
import * as path from 'node:path';
import * as readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { contextsOf } from '../runtime/api/kube-config';
import { MarClient } from '../runtime/mar-client';
import { ExitCode } from './session';
import { Sink, World } from './world';

/** What of a process is used. */
export interface Process {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: { readonly TERM?: string };
  exit(code: number): unknown;
  on(event: 'SIGINT', listener: () => void): unknown;
}

/** Where nobody says how wide a line is; some terminals say 0. */
const COLUMNS = 100;

/** The world of a real process. */
export function worldOf(process: Process): World {
  const { stdin, stdout, stderr, env } = process;
  const { isTTY = false, columns = 0 } = stderr;
  const interrupted = interruptionOf(process);
  const unread = new AbortController();
  return {
    version: versionOf(path.join(__dirname, '../../package.json')),
    stdout: sink(stdout, unread),
    stderr: sink(stderr, new AbortController()),
    isTerminal: isTTY && env.TERM !== 'dumb',
    columns: columns > 0 ? columns : COLUMNS,
    interrupted,
    unread: unread.signal,
    ask: stdin.isTTY === true && isTTY ? (question) => ask(stdin, stderr, question, interrupted) : undefined,
    now: Date.now,
    sleep: (milliseconds) => sleep(milliseconds, undefined, { ref: false }),
    contexts: contextsOf,
    connect: (options) => MarClient.connect(options),
  };
}

/** Whoever presses Ctrl-C twice does not want to wait for anything. */
function interruptionOf(process: Process): AbortSignal {
  const controller = new AbortController();
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(ExitCode.INTERRUPTED);
    controller.abort();
  });
  return controller.signal;
}

/** Writes until nobody reads any more, as in `mar list | head`. */
function sink(stream: NodeJS.WritableStream, unread: AbortController): Sink {
  stream.on('error', () => { unread.abort(); }); // prettier-ignore
  return {
    write: (text) => {
      if (!unread.signal.aborted) stream.write(text);
    },
  };
}

/** Lines as the terminal hands them on: it turns Ctrl-C into a signal by itself. */
function ask(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
  interrupted: AbortSignal,
): Promise<string> {
  const lines = readline.createInterface({ input, output, terminal: false });
  interrupted.addEventListener('abort', () => { lines.close(); }); // prettier-ignore
  return new Promise((resolve) => {
    lines.once('close', () => {
      output.write('\n'); // nobody pressed the key
      resolve('');
    });
    lines.question(question, (answer) => {
      lines.removeAllListeners('close');
      lines.close();
      resolve(answer);
    });
  });
}

function versionOf(file: string): string {
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string }).version;
}
