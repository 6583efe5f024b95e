import { all } from '../../../lib/runtime/api/api';
import { ApiError } from '../../../lib/runtime/api/errors';
import { Http } from '../../../lib/runtime/api/http';
import { HttpApi } from '../../../lib/runtime/api/http-api';
import { NAMESPACES, PODS, WORKLOADS } from '../../../lib/runtime/object/resource';
import { InstanceKind } from '../../../lib/runtime';
import { Answer, json, Loopback } from '../../support/loopback';
import { aPod } from '../../support/undertaking';

let loopback: Loopback;
let http: Http;
let answer: Answer;

/** An API on loopback that gives an answer to each request. */
async function apiWith(given: Answer): Promise<HttpApi> {
  answer = given;
  const server = await loopback.listen();
  http = new Http({
    server,
    context: 'test',
    authorize: () => Promise.resolve({ headers: { authorization: 'Bearer t' } }),
  });
  return new HttpApi(http);
}

beforeEach(() => {
  loopback = new Loopback((asked, response) => { answer(asked, response); }); // prettier-ignore
});

afterEach(async () => {
  http.close();
  await loopback.close();
});

const DEPLOYMENTS = WORKLOADS[InstanceKind.DEPLOYMENT];
const POD = { ...aPod(), metadata: { name: 'api', namespace: 'prod' } };
const echo: Answer = (_, response) => { json(response, 200, POD); }; // prettier-ignore

test('an object is asked for by its address, and who asks is told', async () => {
  const api = await apiWith(echo);
  expect(await api.get(PODS, 'prod', 'api')).toEqual(POD);
  await api.get(DEPLOYMENTS, 'prod', 'a b');
  await api.get(NAMESPACES, undefined, 'prod');
  expect(loopback.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /api/v1/namespaces/prod/pods/api',
    'GET /apis/apps/v1/namespaces/prod/deployments/a%20b',
    'GET /api/v1/namespaces/prod',
  ]);
  expect(loopback.asked[0]?.headers).toMatchObject({ authorization: 'Bearer t', accept: 'application/json' });
});

test('an object that is not there is undefined', async () => {
  const api = await apiWith((_, response) => { json(response, 404, { reason: 'NotFound', message: 'gone' }); }); // prettier-ignore
  expect(await api.get(PODS, 'prod', 'api')).toBeUndefined();
});

test('a refusal has the words and the word of the server, and what was asked', async () => {
  const api = await apiWith((_, response) => { json(response, 403, { reason: 'Forbidden', message: 'no' }); }); // prettier-ignore
  const error: unknown = await api.get(PODS, 'prod', 'api').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 403,
    reason: 'Forbidden',
    message: 'no',
    asked: { verb: 'get', resource: 'pods', namespace: 'prod', name: 'api' },
  });
});

test.each([
  ['<html>bad gateway</html>', '<html>bad gateway</html>'],
  ['', 'the server answered 502'],
  ['{}', 'the server answered 502'],
])('a refusal by something on the way that says %j is told', async (body, message) => {
  const api = await apiWith((_, response) => { response.writeHead(502).end(body); }); // prettier-ignore
  await expect(api.get(PODS, 'prod', 'api')).rejects.toMatchObject({ status: 502, reason: '', message });
});

test('a list is asked for page by page, of what is selected', async () => {
  const api = await apiWith(({ url }, response) => {
    const isLast = url.includes('continue');
    const metadata = { resourceVersion: '7', continue: isLast ? '' : 'next page' };
    json(response, 200, { items: [{ metadata: { name: isLast ? 'b' : 'a' } }], metadata });
  });
  const items = await all(api, PODS, { namespace: 'prod', labels: 'a=b,!c', fields: 'metadata.name=x' });
  expect(items.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  await all(api, PODS, {});
  const query = 'labelSelector=a%3Db%2C%21c&fieldSelector=metadata.name%3Dx&limit=500';
  expect(loopback.asked.map(({ url }) => url)).toEqual([
    `/api/v1/namespaces/prod/pods?${query}`,
    `/api/v1/namespaces/prod/pods?${query}&continue=next+page`,
    '/api/v1/pods?limit=500',
    '/api/v1/pods?limit=500&continue=next+page',
  ]);
});

test('a list without a mark of more is the last page', async () => {
  const api = await apiWith((_, response) => { json(response, 200, { items: [], metadata: { resourceVersion: '1' } }); }); // prettier-ignore
  expect(await all(api, PODS, {})).toEqual([]);
});

test('what is written is sent whole, in the name of the library', async () => {
  const api = await apiWith(echo);
  await api.create(PODS, POD, {});
  await api.replace(PODS, POD, { dryRun: true });
  await api.patch(PODS, POD, { spec: { x: null } }, {});
  await api.delete(PODS, POD, { uid: 'u', resourceVersion: '7' }, {});
  await api.delete(PODS, POD, {}, { dryRun: true });
  const path = '/api/v1/namespaces/prod/pods';
  const options = { apiVersion: 'v1', kind: 'DeleteOptions' };
  expect(loopback.asked.map(({ method, url, body }) => [method, url, JSON.parse(body) as unknown])).toEqual([
    ['POST', `${path}?fieldManager=cdk8s-mar`, POD],
    ['PUT', `${path}/api?fieldManager=cdk8s-mar&dryRun=All`, POD],
    ['PATCH', `${path}/api?fieldManager=cdk8s-mar`, { spec: { x: null } }],
    ['DELETE', `${path}/api`, { ...options, preconditions: { uid: 'u', resourceVersion: '7' } }],
    ['DELETE', `${path}/api`, { ...options, preconditions: {}, dryRun: ['All'] }],
  ]);
  const types = loopback.asked.map(({ headers }) => headers['content-type']);
  expect(types).toEqual([
    'application/json',
    'application/json',
    'application/merge-patch+json',
    'application/json',
    'application/json',
  ]);
});

test('a watch tells each change, however it is cut, and ends when the server ends it', async () => {
  const event = (name: string): string => `${JSON.stringify({ type: 'ADDED', object: { metadata: { name } } })}\n`;
  const text = Buffer.from(`${event('a')}\n${event('ä')}${event('c').trimEnd()}`);
  const cut = text.indexOf(0xc3) + 1;
  const api = await apiWith((_, response) => {
    response.writeHead(200);
    response.write(text.subarray(0, cut));
    setTimeout(() => response.end(text.subarray(cut)), 10);
  });
  const names: unknown[] = [];
  const { signal } = new AbortController();
  for await (const { object } of api.watch(PODS, { labels: 'x' }, '7', signal)) names.push(object.metadata.name);
  expect(names).toEqual(['a', 'ä', 'c']);
  expect(loopback.asked[0]?.url).toBe(
    '/api/v1/pods?labelSelector=x&watch=true&resourceVersion=7&allowWatchBookmarks=true&timeoutSeconds=300',
  );
});

test('a watch fails with what the server says in it', async () => {
  const api = await apiWith((_, response) => { json(response, 200, { type: 'ERROR', object: { code: 410, reason: 'Expired', message: 'too old' } }); }); // prettier-ignore
  const watch = api.watch(PODS, {}, '7', new AbortController().signal);
  await expect(watch.next()).rejects.toMatchObject({ status: 410, reason: 'Expired', message: 'too old' });
});

test('a watch that is refused fails', async () => {
  const api = await apiWith((_, response) => { json(response, 403, { message: 'no' }); }); // prettier-ignore
  const watch = api.watch(PODS, { namespace: 'prod' }, '7', new AbortController().signal);
  await expect(watch.next()).rejects.toMatchObject({
    status: 403,
    asked: { verb: 'watch', resource: 'pods', namespace: 'prod' },
  });
});

test('a watch ends without an error when its signal is heard, before the answer or in it', async () => {
  const api = await apiWith(({ url }, response) => {
    if (url.includes('resourceVersion=8')) return;
    response.writeHead(200);
    response.write(`${JSON.stringify({ type: 'ADDED', object: { metadata: {} } })}\n`);
  });
  for (const version of ['7', '8']) {
    const end = new AbortController();
    const seen: unknown[] = [];
    const watching = (async () => {
      for await (const event of api.watch(PODS, {}, version, end.signal)) seen.push(event);
    })();
    await new Promise((resolve) => setTimeout(resolve, 30));
    end.abort();
    await watching;
    expect(seen).toHaveLength(version === '7' ? 1 : 0);
  }
});

test('a watch whose connection breaks fails as a server out of reach', async () => {
  const api = await apiWith((_, response) => {
    response.writeHead(200);
    response.write('\n');
    setTimeout(() => response.destroy(), 10);
  });
  const watch = api.watch(PODS, {}, '7', new AbortController().signal);
  await expect(watch.next()).rejects.toMatchObject({ code: 'Unreachable' });
});

test('what answers in no JSON, or with no list, is no API server', async () => {
  let text = '<html>login</html>';
  const api = await apiWith((_, response) => { response.end(text); }); // prettier-ignore
  await expect(api.get(PODS, 'prod', 'api')).rejects.toMatchObject({
    code: 'Unreachable',
    message: expect.stringContaining(
      'cannot be reached (it answers in no JSON: <html>login</html>): check the address',
    ),
  });
  const watch = api.watch(PODS, {}, '7', new AbortController().signal);
  await expect(watch.next()).rejects.toMatchObject({ code: 'Unreachable' });
  text = '{}';
  await expect(all(api, PODS, {})).rejects.toMatchObject({
    code: 'Unreachable',
    message: expect.stringContaining('(it answers with no list)'),
  });
});

test('until a signal is heard, all is as it was; then requests end, and none is sent', async () => {
  const end = new AbortController();
  const whole = await apiWith(({ method }, response) => {
    if (method === 'GET') json(response, 200, POD);
  });
  const api = whole.until(end.signal);
  expect(await api.get(PODS, 'prod', 'api')).toEqual(POD);
  const silent = api.create(PODS, POD, {});
  setTimeout(() => { end.abort(); }, 20); // prettier-ignore
  await expect(silent).rejects.toMatchObject({ code: 'Aborted' });
  await expect(api.get(PODS, 'prod', 'api')).rejects.toMatchObject({ code: 'Aborted' });
  expect(loopback.asked).toHaveLength(2);
  expect(await whole.get(PODS, 'prod', 'api')).toEqual(POD);
});
