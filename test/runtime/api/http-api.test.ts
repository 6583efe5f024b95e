import { listObjects } from '../../../lib/runtime/api/api';
import { ApiError } from '../../../lib/runtime/api/errors';
import { NAMESPACES, PODS, WORKLOADS } from '../../../lib/runtime/object/resource';
import { InstanceKind } from '../../../lib/runtime';
import { Answer, json } from '../../support/loopback';
import { apiWith, asked, hears } from '../../support/loopback-api';
import { aPod } from '../../support/undertaking';

const DEPLOYMENTS = WORKLOADS[InstanceKind.DEPLOYMENT];
const POD = { ...aPod(), metadata: { name: 'api', namespace: 'prod' } };
const echo: Answer = (_, response) => { json(response, 200, POD); }; // prettier-ignore

test('an object is asked for by its address, and who asks is told', async () => {
  const api = await apiWith(echo);
  expect(await api.get(PODS, 'prod', 'api')).toEqual(POD);
  await api.get(DEPLOYMENTS, 'prod', 'a b');
  await api.get(NAMESPACES, undefined, 'prod');
  expect(asked().map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /api/v1/namespaces/prod/pods/api',
    'GET /apis/apps/v1/namespaces/prod/deployments/a%20b',
    'GET /api/v1/namespaces/prod',
  ]);
  expect(asked()[0]?.headers).toMatchObject({ authorization: 'Bearer t', accept: 'application/json' });
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
    request: { verb: 'get', resource: 'pods', namespace: 'prod', name: 'api' },
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
  const items = await listObjects(api, PODS, { namespace: 'prod', labels: 'a=b,!c', fields: 'metadata.name=x' });
  expect(items.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  await listObjects(api, PODS, {});
  const query = 'labelSelector=a%3Db%2C%21c&fieldSelector=metadata.name%3Dx&limit=500';
  expect(asked().map(({ url }) => url)).toEqual([
    `/api/v1/namespaces/prod/pods?${query}`,
    `/api/v1/namespaces/prod/pods?${query}&continue=next+page`,
    '/api/v1/pods?limit=500',
    '/api/v1/pods?limit=500&continue=next+page',
  ]);
});

test('a list of a moment is asked for by its version, once', async () => {
  const api = await apiWith((asked, response) => {
    const isLast = asked.url.includes('continue');
    json(response, 200, { items: [], metadata: { resourceVersion: '7', continue: isLast ? '' : 'more' } });
  });
  for await (const { items } of api.listPages(PODS, {}, '7')) expect(items).toEqual([]);
  const urls = asked().map(({ url }) => url.split('?')[1]);
  expect(urls).toEqual(['limit=500&resourceVersion=7&resourceVersionMatch=Exact', 'limit=500&continue=more']);
});

test('a list without a mark of more is the last page', async () => {
  const api = await apiWith((_, response) => { json(response, 200, { items: [], metadata: { resourceVersion: '1' } }); }); // prettier-ignore
  expect(await listObjects(api, PODS, {})).toEqual([]);
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
  expect(asked().map(({ method, url, body }) => [method, url, JSON.parse(body) as unknown])).toEqual([
    ['POST', `${path}?fieldManager=cdk8s-mar`, POD],
    ['PUT', `${path}/api?fieldManager=cdk8s-mar&dryRun=All`, POD],
    ['PATCH', `${path}/api?fieldManager=cdk8s-mar`, { spec: { x: null } }],
    ['DELETE', `${path}/api`, { ...options, preconditions: { uid: 'u', resourceVersion: '7' } }],
    ['DELETE', `${path}/api`, { ...options, preconditions: {}, dryRun: ['All'] }],
  ]);
  const types = asked().map(({ headers }) => headers['content-type']);
  expect(types).toEqual([
    'application/json',
    'application/json',
    'application/merge-patch+json',
    'application/json',
    'application/json',
  ]);
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
  await expect(listObjects(api, PODS, {})).rejects.toMatchObject({
    code: 'Unreachable',
    message: expect.stringContaining('(it answers with no list)'),
  });
});

test('until a signal is heard, all is as it was; then requests end, and none is sent', async () => {
  const end = new AbortController();
  const whole = await apiWith(({ method }, response) => {
    if (method === 'GET') json(response, 200, POD);
  });
  const api = whole.withSignal(end.signal);
  expect(await api.get(PODS, 'prod', 'api')).toEqual(POD);
  const silent = api.create(PODS, POD, {});
  await hears(2);
  end.abort();
  await expect(silent).rejects.toMatchObject({ code: 'Aborted' });
  await expect(api.get(PODS, 'prod', 'api')).rejects.toMatchObject({ code: 'Aborted' });
  expect(asked()).toHaveLength(2);
  expect(await whole.get(PODS, 'prod', 'api')).toEqual(POD);
});
