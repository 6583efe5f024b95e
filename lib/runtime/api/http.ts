import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Access } from './access';
import { MarErrorCode, MarRuntimeError, messageOf } from './errors';

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

/** HTTP to the one server, over connections that are kept as long as the client's side of TLS stays the same. */
export class Http {
  private readonly agents: { readonly purpose: Purpose; readonly tls: object; readonly agent: http.Agent }[] = [];

  constructor(private readonly access: Access) {}

  /** The whole answer. A server that is too busy is asked again. */
  public async send(request: HttpRequest): Promise<{ status: number; body: string }> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.open(request, REQUESTS);
      const body = await wholeOf(this.textOf(answer));
      const status = Number(answer.statusCode);
      if (status !== 429 || attempt === PATIENCE) return { status, body };
      const seconds = Number(answer.headers['retry-after'] ?? NaN);
      await sleep(Number.isFinite(seconds) ? seconds * 1000 : PAUSE);
    }
  }

  /** The answer as it comes. */
  public async stream(request: HttpRequest): Promise<{ status: number; text: AsyncIterable<string> }> {
    const answer = await this.open(request, WATCHES);
    return { status: Number(answer.statusCode), text: this.textOf(answer) };
  }

  /** Closes the connections, so that the process can end. */
  public close(): void {
    for (const { agent } of this.agents.splice(0)) agent.destroy();
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
        if (!isStale) throw this.unreachable(error);
      }
    }
  }

  private async start(request: HttpRequest, purpose: Purpose): Promise<http.ClientRequest> {
    const { method, path, body, contentType = 'application/json', signal } = request;
    const { headers, ...tls } = await this.access.authorize();
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
  private async *textOf(answer: http.IncomingMessage): AsyncGenerator<string> {
    answer.setEncoding('utf8');
    try {
      for await (const piece of answer) yield String(piece);
    } catch (error) {
      throw this.unreachable(error);
    }
  }

  private unreachable(error: unknown): Error {
    const { server, context } = this.access;
    const message = `the API server ${server} of the context '${context}' cannot be reached (${messageOf(error)})`;
    return new MarRuntimeError(MarErrorCode.UNREACHABLE, `${message}: check the address and the network`, error);
  }
}

/** All pieces of a text. */
export async function wholeOf(pieces: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const piece of pieces) whole += piece;
  return whole;
}
