import { Http } from '../../lib/runtime/api/http';
import { HttpApi } from '../../lib/runtime/api/http-api';
import { Answer, Asked, Loopback } from './loopback';

let loopback: Loopback;
let http: Http;
let answer: Answer;

/** An API on loopback that gives an answer to each request. */
export async function apiWith(given: Answer, maxPages?: number): Promise<HttpApi> {
  answer = given;
  const server = await loopback.listen();
  http = new Http({
    server,
    context: 'test',
    authorize: () => Promise.resolve({ headers: { authorization: 'Bearer t' } }),
  });
  return new HttpApi(http, undefined, maxPages);
}

/** What it was asked in the test. */
export function asked(): readonly Asked[] {
  return loopback.asked;
}

/** Waits until it has been asked so often. */
export function hears(count: number): Promise<void> {
  return loopback.hears(count);
}

beforeEach(() => {
  loopback = new Loopback((request, response) => { answer(request, response); }); // prettier-ignore
});

afterEach(async () => {
  http.close();
  await loopback.close();
});
