import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Access } from './access';
import { ended, MarErrorCode, MarRuntimeError, messageOf } from './errors';
import { firstOf, linesOf, MAX_ANSWER, MAX_ERROR, MAX_LINE, TooLong, wholeOf } from './pieces';
import { either, EitherSignal } from './signals';

/** A request in words of HTTP. */
export interface HttpRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body?: object;
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/** Connections of one purpose: how many at once, and after how many silent milliseconds the server counts as unreachable. */
interface Purpose {
  readonly maxSockets: number;
  readonly timeout: number;
}

const REQUESTS: Purpose = { maxSockets: 32, timeout: 60_000 };
const WATCHES: Purpose = { maxSockets: Infinity, timeout: 600_000 };

/** How often a server that is too busy is asked again, and how long to wait where it does not say, in milliseconds. */
const PATIENCE = 8;
const PAUSE = 1000;
/** The longest pause: who is told to come back in an hour does not wait at a terminal. */
const MAX_PAUSE = 60_000;

/** Minutes in which the whole of an answer is to be there, pauses included: a server that sends a byte now and then is never silent. */
const MAX_MINUTES = 10;

/** HTTP to the one server, over connections that are kept as long as the client's side of TLS stays the same. */
export class Http {
  private readonly agents: { readonly purpose: Purpose; readonly tls: object; readonly agent: http.Agent }[] = [];
  private readonly closing = new AbortController();

  constructor(
    private readonly access: Access,
    private readonly maxAnswer = MAX_ANSWER,
  ) {}

  /** The whole answer. */
  public async send(request: HttpRequest): Promise<{ status: number; body: string }> {
    const late = new AbortController();
    const timer = setTimeout(() => { late.abort(); }, MAX_MINUTES * 60_000); // prettier-ignore
    const end = either(request.signal, late.signal);
    try {
      const { status, text } = await this.ask({ ...request, signal: end.signal }, REQUESTS);
      const isGood = status >= 200 && status < 300;
      return { status, body: await (isGood ? wholeOf(text, this.maxAnswer) : firstOf(text, MAX_ERROR)) };
    } catch (error) {
      if (!late.signal.aborted) throw this.explainTooLong(error);
      throw this.unusable(`has no end of its answer after ${MAX_MINUTES} minutes`, 'check the address and the network');
    } finally {
      clearTimeout(timer);
      end.letGo();
    }
  }

  /** The lines of an answer as they come. */
  public async *linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
    try {
      yield* linesOf(text, MAX_LINE);
    } catch (error) {
      throw this.explainTooLong(error);
    }
  }

  private explainTooLong(error: unknown): unknown {
    if (!(error instanceof TooLong)) return error;
    const answers = `answers with more than ${error.limit / 2 ** 20} MiB at once`;
    return this.unusable(answers, 'name one cluster or select by labels, or check the address');
  }

  /** The answer as it comes. */
  public stream(request: HttpRequest): Promise<{ status: number; text: AsyncIterable<string> }> {
    return this.ask(request, WATCHES);
  }

  /** What a server is, of which no answer comes that is one. */
  public unreachable(error: unknown): MarRuntimeError {
    const { server, context } = this.access;
    const message = `the API server ${server} of the context '${context}' cannot be reached (${messageOf(error)})`;
    return new MarRuntimeError(MarErrorCode.UNREACHABLE, `${message}: check the address and the network`, error);
  }

  /** The error for a server that answers, but with nothing that can be used. */
  public unusable(answers: string, advice: string): MarRuntimeError {
    const { server, context } = this.access;
    const message = `the API server ${server} of the context '${context}' ${answers}: ${advice}`;
    return new MarRuntimeError(MarErrorCode.UNREACHABLE, message);
  }

  /** Ends all requests and closes the connections, so that the process can end. Nothing is asked any more. */
  public close(): void {
    this.closing.abort();
    for (const { agent } of this.agents.splice(0)) agent.destroy();
  }

  /** A server that is too busy is asked again, when it says. */
  private async ask(request: HttpRequest, purpose: Purpose): Promise<{ status: number; text: AsyncIterable<string> }> {
    const end = either(this.closing.signal, request.signal);
    try {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await this.open({ ...request, signal: end.signal }, purpose);
        const pause = pauseOf(answer);
        if (pause === undefined || attempt === PATIENCE) {
          return { status: Number(answer.statusCode), text: this.textOf(answer, end) };
        }
        answer.resume();
        await sleep(pause, undefined, { signal: end.signal });
      }
    } catch (error) {
      end.letGo();
      throw this.asItIs(error, end.signal);
    }
  }

  private async open(request: HttpRequest, purpose: Purpose): Promise<http.IncomingMessage> {
    for (;;) {
      const sent = await this.start(request, purpose);
      try {
        const [answer] = (await once(sent, 'response')) as [http.IncomingMessage];
        return answer;
      } catch (error) {
        // a kept connection that the server had closed: the request was not seen
        const isStale = sent.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET';
        if (!isStale || request.signal?.aborted === true) throw error;
      }
    }
  }

  private async start(request: HttpRequest, purpose: Purpose): Promise<http.ClientRequest> {
    const { method, path, body, contentType = 'application/json', signal } = request;
    const { headers, ...tls } = await this.access.authorize();
    signal?.throwIfAborted(); // before there is a connection
    const content = body === undefined ? '' : JSON.stringify(body);
    const about = { 'content-type': contentType, 'content-length': Buffer.byteLength(content) };
    const { timeout } = purpose;
    const sent = this.protocol.request(`${this.access.server}${path}`, {
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
    sent.on('error', () => undefined); // once the answer has begun, its reader hears of it
    sent.end(content);
    return sent;
  }

  private agent({ agent: given, ...tls }: https.RequestOptions, purpose: Purpose): http.Agent {
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
    return this.access.server.startsWith('https:') ? https : http;
  }

  /** Ends the connection when nobody reads on. */
  private async *textOf(answer: http.IncomingMessage, end: EitherSignal): AsyncGenerator<string> {
    answer.setEncoding('utf8');
    try {
      for await (const piece of answer) yield String(piece);
    } catch (error) {
      throw this.asItIs(error, end.signal);
    } finally {
      end.letGo();
    }
  }

  private asItIs(error: unknown, end: AbortSignal): unknown {
    if (end.aborted) return ended(error);
    return error instanceof MarRuntimeError ? error : this.unreachable(error);
  }
}

/** Milliseconds after which a server that is too busy is to be asked again; undefined for an answer that counts. */
export function pauseOf({
  statusCode = 0,
  headers,
}: Pick<http.IncomingMessage, 'statusCode' | 'headers'>): number | undefined {
  const after = headers['retry-after'];
  if (statusCode !== 429 && (statusCode < 500 || after === undefined)) return undefined;
  return /^\d+$/.test(after ?? '') ? Math.min(Number(after) * 1000, MAX_PAUSE) : PAUSE;
}
