import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Connection } from './connection';
import { abortedError, MarErrorCode, MarRuntimeError, getErrorMessage } from './errors';
import { readFirst, readLines, MAX_RESPONSE, MAX_ERROR, MAX_LINE, TooLongError, readAll } from './read-chunks';
import { combineSignals, CombinedSignal } from './combine-signals';

/** HTTP request to the API server. */
export interface HttpRequest {
  readonly method: string;
  /** Path with the query string. */
  readonly path: string;
  readonly body?: object;
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/**
 * Limits for one kind of request: the maximum number of connections, and the milliseconds without data after which the
 * server counts as unreachable.
 */
interface ConnectionLimits {
  readonly maxSockets: number;
  readonly timeout: number;
}

const REQUEST_LIMITS: ConnectionLimits = { maxSockets: 32, timeout: 60_000 };
const WATCH_LIMITS: ConnectionLimits = { maxSockets: Infinity, timeout: 600_000 };

/**
 * Maximum number of tries if the server is overloaded, and the pause in milliseconds between them if the server names none.
 */
const MAX_TRIES = 8;
const RETRY_PAUSE = 1000;
/** Longest pause in milliseconds, even if the server asks for more: nobody waits an hour at a terminal. */
const MAX_RETRY_PAUSE = 60_000;

/**
 * Time limit in minutes for a whole response, pauses included. The timeout for silence does not catch a server that sends a
 * byte now and then.
 */
const MAX_MINUTES = 10;

/** HTTP client for one API server. Reuses connections while the TLS options and credentials stay the same. */
export class Http {
  private readonly agents: { readonly purpose: ConnectionLimits; readonly tls: object; readonly agent: http.Agent }[] =
    [];
  private readonly closing = new AbortController();

  constructor(
    private readonly connection: Connection,
    private readonly maxAnswer = MAX_RESPONSE,
  ) {}

  /**
   * Sends a request and returns the whole response. Cuts off the body of an error response at `MAX_ERROR` characters.
   *
   * @throws MarRuntimeError `Unreachable` if the server does not answer, or its response is too long or too slow; `Aborted`
   * if the signal ends the request
   */
  public async send(request: HttpRequest): Promise<{ status: number; body: string }> {
    const late = new AbortController();
    const timer = setTimeout(() => { late.abort(); }, MAX_MINUTES * 60_000); // prettier-ignore
    const end = combineSignals(request.signal, late.signal);
    try {
      const { status, text } = await this.sendWithRetries({ ...request, signal: end.signal }, REQUEST_LIMITS);
      const isGood = status >= 200 && status < 300;
      return { status, body: await (isGood ? readAll(text, this.maxAnswer) : readFirst(text, MAX_ERROR)) };
    } catch (error) {
      if (!late.signal.aborted) throw this.explainTooLong(error);
      throw this.unusableError(
        `has no end of its answer after ${MAX_MINUTES} minutes`,
        'check the address and the network',
      );
    } finally {
      clearTimeout(timer);
      end.dispose();
    }
  }

  /**
   * Yields the lines of `text` as they arrive.
   *
   * @throws MarRuntimeError `Unreachable` if a line is too long
   */
  public async *readLines(text: AsyncIterable<string>): AsyncGenerator<string> {
    try {
      yield* readLines(text, MAX_LINE);
    } catch (error) {
      throw this.explainTooLong(error);
    }
  }

  private explainTooLong(error: unknown): unknown {
    if (!(error instanceof TooLongError)) return error;
    const answers = `answers with more than ${error.limit / 2 ** 20} MiB at once`;
    return this.unusableError(answers, 'name one cluster or select by labels, or check the address');
  }

  /** Sends a request and returns the status and the body, which is read as it arrives. */
  public stream(request: HttpRequest): Promise<{ status: number; text: AsyncIterable<string> }> {
    return this.sendWithRetries(request, WATCH_LIMITS);
  }

  /** Returns the error for a server that cannot be reached or does not answer with valid JSON. */
  public unreachableError(error: unknown): MarRuntimeError {
    const { server, context } = this.connection;
    const message = `the API server ${server} of the context '${context}' cannot be reached (${getErrorMessage(error)})`;
    return new MarRuntimeError(MarErrorCode.UNREACHABLE, `${message}: check the address and the network`, error);
  }

  /**
   * Returns the error for a server whose answer cannot be used. `answers` completes the sentence `the API server of the
   * context …`.
   */
  public unusableError(answers: string, advice: string): MarRuntimeError {
    const { server, context } = this.connection;
    const message = `the API server ${server} of the context '${context}' ${answers}: ${advice}`;
    return new MarRuntimeError(MarErrorCode.UNREACHABLE, message);
  }

  /** Ends all requests and closes the connections, so that the process can exit. Later requests throw `Aborted`. */
  public close(): void {
    this.closing.abort();
    for (const { agent } of this.agents.splice(0)) agent.destroy();
  }

  /** Sends a request. If the server is overloaded, sends the request again after the pause that the server asks for. */
  private async sendWithRetries(
    request: HttpRequest,
    purpose: ConnectionLimits,
  ): Promise<{ status: number; text: AsyncIterable<string> }> {
    const end = combineSignals(this.closing.signal, request.signal);
    try {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await this.open({ ...request, signal: end.signal }, purpose);
        const pause = getRetryPause(answer);
        if (pause === undefined || attempt === MAX_TRIES) {
          return { status: Number(answer.statusCode), text: this.readBody(answer, end) };
        }
        answer.resume();
        await sleep(pause, undefined, { signal: end.signal });
      }
    } catch (error) {
      end.dispose();
      throw this.toRuntimeError(error, end.signal);
    }
  }

  private async open(request: HttpRequest, purpose: ConnectionLimits): Promise<http.IncomingMessage> {
    for (;;) {
      const sent = await this.start(request, purpose);
      try {
        const [answer] = (await once(sent, 'response')) as [http.IncomingMessage];
        return answer;
      } catch (error) {
        // the server had closed a reused connection before it received the request
        const isStale = sent.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET';
        if (!isStale || request.signal?.aborted === true) throw error;
      }
    }
  }

  private async start(request: HttpRequest, purpose: ConnectionLimits): Promise<http.ClientRequest> {
    const { method, path, body, contentType = 'application/json', signal } = request;
    const { headers, ...tls } = await this.connection.authorize();
    signal?.throwIfAborted(); // before a connection is opened
    const content = body === undefined ? '' : JSON.stringify(body);
    const about = { 'content-type': contentType, 'content-length': Buffer.byteLength(content) };
    const { timeout } = purpose;
    const sent = this.protocol.request(`${this.connection.server}${path}`, {
      ...tls,
      agent: this.agent(tls, purpose),
      method,
      signal,
      timeout,
      headers: {
        ...(headers as http.OutgoingHttpHeaders),
        accept: 'application/json',
        ...(content === '' ? {} : about),
      },
    });
    sent.on('timeout', () => sent.destroy(new Error(`it said nothing for ${timeout / 1000} s`)));
    sent.on('error', () => undefined); // after the response has begun, its reader gets the error
    sent.end(content);
    return sent;
  }

  private agent({ agent: given, ...tls }: https.RequestOptions, purpose: ConnectionLimits): http.Agent {
    const known = this.agents.find((one) => one.purpose === purpose && isDeepStrictEqual(one.tls, tls));
    if (known !== undefined) return known.agent;
    const own = new this.protocol.Agent({
      ...(tls as https.AgentOptions),
      keepAlive: true,
      maxSockets: purpose.maxSockets,
    });
    const isProxy = given instanceof http.Agent && given.constructor !== own.constructor;
    const agent = isProxy ? given : own;
    this.agents.push({ purpose, tls, agent });
    return agent;
  }

  private get protocol(): typeof https | typeof http {
    return this.connection.server.startsWith('https:') ? https : http;
  }

  /** Yields the body of the response. Closes the connection if the reader stops before the end. */
  private async *readBody(answer: http.IncomingMessage, end: CombinedSignal): AsyncGenerator<string> {
    answer.setEncoding('utf8');
    try {
      for await (const piece of answer) yield String(piece);
    } catch (error) {
      throw this.toRuntimeError(error, end.signal);
    } finally {
      end.dispose();
    }
  }

  private toRuntimeError(error: unknown, end: AbortSignal): unknown {
    if (end.aborted) return abortedError(error);
    return error instanceof MarRuntimeError ? error : this.unreachableError(error);
  }
}

/**
 * Returns the pause in milliseconds after which to send a request to an overloaded server again. Returns undefined if the
 * response is final: its status is neither 429, nor 5xx with the header `Retry-After`.
 */
export function getRetryPause({
  statusCode = 0,
  headers,
}: Pick<http.IncomingMessage, 'statusCode' | 'headers'>): number | undefined {
  const after = headers['retry-after'];
  if (statusCode !== 429 && (statusCode < 500 || after === undefined)) return undefined;
  return /^\d+$/.test(after ?? '') ? Math.min(Number(after) * 1000, MAX_RETRY_PAUSE) : RETRY_PAUSE;
}
