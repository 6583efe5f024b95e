import { PODS } from '../../../lib/runtime/object/resource';
import { json } from '../../support/loopback';
import { apiWith, asked, hears } from '../../support/loopback-api';

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
  expect(asked()[0]?.url).toBe(
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
    request: { verb: 'watch', resource: 'pods', namespace: 'prod' },
  });
});

test('a watch ends without an error when its signal is heard, before the answer or in it', async () => {
  const api = await apiWith(({ url }, response) => {
    if (url.includes('resourceVersion=8')) return;
    response.writeHead(200);
    response.write(`${JSON.stringify({ type: 'ADDED', object: { metadata: { name: 'a' } } })}\n`);
  });
  for (const version of ['7', '8']) {
    const end = new AbortController();
    const seen: unknown[] = [];
    const watching = (async () => {
      for await (const event of api.watch(PODS, {}, version, end.signal)) seen.push(event);
    })();
    await hears(version === '7' ? 1 : 2);
    while (version === '7' && seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
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
