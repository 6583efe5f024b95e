import * as http from 'node:http';
import { AddressInfo } from 'node:net';

/** What a server on loopback was asked. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Answers a request. */
export type Answer = (asked: Asked, response: http.ServerResponse) => void;

/** An HTTP server on loopback, for as long as a test needs it. */
export class Loopback {
  /** Each request, in order. */
  public readonly asked: Asked[] = [];
  private readonly server = http.createServer((request, response) => { void this.hear(request, response); }); // prettier-ignore

  constructor(private readonly answer: Answer) {}

  /** Returns its address. */
  public async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Waits until the server has got so many requests. */
  public async hears(count: number): Promise<void> {
    while (this.asked.length < count) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Ends all connections. */
  public async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async hear(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url = '', headers } = request;
    const asked = { method, url, headers, body };
    this.asked.push(asked);
    this.answer(asked, response);
  }
}

/** An answer in JSON. */
export function json(
  response: http.ServerResponse,
  status: number,
  body: unknown,
  headers: http.OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
