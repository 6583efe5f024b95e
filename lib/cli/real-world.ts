import * as readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { VERSION } from '../internal/version';
import { readContextNames } from '../runtime/api/kube-config';
import { MarClient } from '../runtime/mar-client';
import { ExitCode } from './session';
import { Sink, CliHost } from './world';

/** Properties of the Node.js `process` that the command line uses. */
export interface Process {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: { readonly TERM?: string };
  exit(code: number): unknown;
  on(event: 'SIGINT', listener: () => void): unknown;
}

/** Width to assume if stderr is not a terminal, or is one that reports a width of 0. */
const COLUMNS = 100;

/** Returns the host for a Node.js process, with the system clock and real connections to Kubernetes. */
export function worldOf(process: Process): CliHost {
  const { stdin, stdout, stderr, env } = process;
  const { isTTY = false, columns = 0 } = stderr;
  const interrupted = interruptionOf(process);
  const unread = new AbortController();
  return {
    version: VERSION,
    stdout: sink(stdout, unread),
    stderr: sink(stderr, new AbortController()),
    isTerminal: isTTY && env.TERM !== 'dumb',
    columns: columns > 0 ? columns : COLUMNS,
    interrupted,
    unread: unread.signal,
    ask: stdin.isTTY === true && isTTY ? (question) => ask(stdin, stderr, question, interrupted) : undefined,
    now: Date.now,
    sleep: (milliseconds) => sleep(milliseconds, undefined, { ref: false }),
    contexts: readContextNames,
    connect: (options) => MarClient.connect(options),
  };
}

/** Returns a signal that aborts on the first Ctrl-C. The second Ctrl-C ends the process at once. */
function interruptionOf(process: Process): AbortSignal {
  const controller = new AbortController();
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(ExitCode.INTERRUPTED);
    controller.abort();
  });
  return controller.signal;
}

/**
 * Returns a sink that writes to `stream`. After a write error, such as the closed pipe of `mar list | head`, aborts `unread`
 * and discards everything else.
 */
function sink(stream: NodeJS.WritableStream, unread: AbortController): Sink {
  stream.on('error', () => { unread.abort(); }); // prettier-ignore
  return {
    write: (text) => {
      if (!unread.signal.aborted) stream.write(text);
    },
  };
}

/**
 * Prints `question` and returns the line that the user enters, or '' if the input ends or the user presses Ctrl-C. Uses
 * `terminal: false`, so that the terminal still turns Ctrl-C into a signal.
 */
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
      output.write('\n'); // no Enter key ended the line
      resolve('');
    });
    lines.question(question, (answer) => {
      lines.removeAllListeners('close');
      lines.close();
      resolve(answer);
    });
  });
}
