import * as fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { ApiError } from '../../lib/runtime/api/errors';
import { FakeServer } from '../support/fake-server';
import { Came, mar } from '../support/mar';
import { clientOf } from '../support/client-in-memory';
import { oddServer, Poison } from '../support/poison';
import { kubelet } from '../support/undertaking';

/** What Unicode calls a control, a format character, a surrogate, or a separator of lines, but the line feed. */
const RAW = /[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** How `mar` itself clears a line of a terminal: its only control characters. */
const CLEAR = '\r\u001b[K';

/** Parts of these are what others write: titles, the clipboard, colours, reordered and invisible text, and lines of a table. */
const PARTS = [
  ...['\u001b[2J', '\u001b]0;title\u0007', '\u009b31m', '\u0085', '\u007f', '\u0000', '\b', '\r', '\t', '\n', '\r\n'],
  ...['\u202e', '\u2066', '\u200f', '\u061c', '\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u2028', '\u2029'],
  ...['\u{e0041}', '\ufff9', '\ud800', '\nmar: done', ' text', '"', "'", '\\', ': ', '#'],
];

/** What the objects need to be seen at all. */
const KEPT = ['cdk8s-mar', 'Warning'];
/** What they need for each of their fields to be printed. */
const KEPT_FOR_ALL = [
  ...KEPT,
  'prod',
  'True',
  'False',
  'Ready',
  'PodScheduled',
  'ReplicaFailure',
  'Failed',
  'Pending',
  'Running',
];

/** Poisons strings, each in its own way, or not at all: the same string always the same. */
const poisons: fc.Arbitrary<Poison> = fc
  .tuple(fc.func(fc.option(fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 4 }), { freq: 2 })))
  .map(
    ([choose]) =>
      (text) =>
        KEPT.includes(text) ? text : `${text}${(choose(text) ?? []).join('')}`,
  );

/** Poisons every string in the same way. */
const all: Poison = (text) => (KEPT_FOR_ALL.includes(text) ? text : `${text}\u001b\u202e\n\t\u009b`);

/** An outcome of `mar`, for a message of a failed test. */
function requireHarmless(line: readonly string[], { out, err }: Came): void {
  const raw = [out, err.replaceAll(CLEAR, '')].filter((text) => RAW.test(text));
  expect({ line, raw }).toEqual({ line, raw: [] });
}

/** Lets everything happen that is under way. */
async function settle(): Promise<void> {
  for (let i = 0; i < 40; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Runs a command that watches until an object has changed, and been told of. */
async function watch(line: readonly string[], server: FakeServer): Promise<Came> {
  const end = new AbortController();
  const came = mar(line, { server, world: { unread: end.signal } });
  await settle();
  server.endWatches();
  await settle();
  end.abort();
  return came;
}

/** What is not watched. */
const UNWATCHED = { usedCpuMillicores: undefined, usedMemoryMebibytes: undefined };

const FORMS = { list: ['table', 'wide', 'json', 'yaml', 'name'], status: ['details', 'table', 'json', 'yaml', 'name'] };
const RESULTS = ['lines', 'json', 'yaml', 'name'];

/** Every command with every output, on one instance, on those of a cluster and on all. */
function commandLines(poison: Poison): (readonly string[])[] {
  const cluster = poison('prod');
  const ids = ['refused', 'waiting', 'unbound', 'deployment', 'cronjob', 'nobody'].map(poison);
  const instances = ids.map((id) => `${cluster}/${id}`);
  return [
    ...FORMS.list.flatMap((form) => [
      ['list', '-A', '-o', form],
      ['list', cluster, '-o', form],
      ['get', ...instances, '-o', form],
      ['get', instances[0] ?? '', '-o', form],
    ]),
    ['get', ...instances],
    ...FORMS.status.flatMap((form) => [
      ['status', '-A', '-o', form],
      ['status', cluster, '-o', form],
    ]),
    ...['start', 'stop', 'restart'].flatMap((action) => [
      ...RESULTS.map((form) => [action, ...instances, '-o', form, '--dry-run']),
      ...RESULTS.map((form) => [action, '--all', '-n', cluster, '-o', form, '--dry-run']),
      [action, ...instances, '--no-wait', '-y'],
      [action, ...instances, '--no-wait'],
    ]),
    ...['list', 'get', 'status', 'stop'].map((command) => ['__complete', command, '']),
    ['__complete', 'list', '--context', ''],
    ['__complete', 'get', `${cluster}/`],
    ...['list', '--nope', 'completion'].map((first) => [poison(first), poison('x')]),
    ['get', `${cluster}/a/b/c`],
    ['list', '-o', poison('form')],
    ['stop', 'x', '--timeout', poison('1m')],
  ];
}

const WATCHES = [
  ...FORMS.list.map((form) => ['list', '-A', '-w', '-o', form]),
  ...FORMS.status.map((form) => ['status', '-A', '-w', '-o', form]),
];

/** Runs one of the command lines against a server of its own. */
async function run(index: number, poison: Poison, isTerminal = false): Promise<Came> {
  const line = commandLines(poison)[index] ?? [];
  const contexts = (): Promise<string[]> => Promise.resolve(['dev'].map(poison));
  const sleep = (): Promise<never> => new Promise(() => undefined); // a completion waits for the server
  const world = { contexts, isTerminal, ...(line[0] === '__complete' ? { sleep } : {}) };
  const [server, end] = [oddServer(poison), new AbortController()];
  const pods = kubelet(server, end.signal);
  const came = await mar(line, { server, answer: 'n', world });
  end.abort();
  await pods;
  requireHarmless(line, came);
  return came;
}

const LINES = commandLines((text) => text).map((line, index) => [line.join(' '), index] as const);

test.each(LINES)(
  'law: mar %s sends no control character to the terminal, whatever strings the server has',
  async (_, index) => {
    await run(index, all);
    await fc.assert(fc.asyncProperty(poisons, fc.boolean(), async (poison, isTerminal) => {
    await run(index, poison, isTerminal);
  }), { numRuns: 20 }); // prettier-ignore
  },
);

test.each(WATCHES.map((line) => [line.join(' '), line] as const))('law: mar %s sends none either', async (_, line) => {
  const { out } = await watch(line, oddServer(all));
  if (line.join(' ') !== 'status -A -w -o name') expect(out).toMatch(/\\(?:x1b|u001b|e)\\u202e/);
  await fc.assert(fc.asyncProperty(poisons, async (poison) => {
    requireHarmless(line, await watch(line, oddServer(poison)));
  }), { numRuns: 10 }); // prettier-ignore
});

test('law: json and yaml of the server are what the runtime says, letter for letter', async () => {
  await fc.assert(
    fc.asyncProperty(poisons, async (poison) => {
      const server = oddServer(poison);
      const client = clientOf(server);
      const rows: unknown = JSON.parse(JSON.stringify(await client.list()));
      const said = async (line: string): Promise<string> => (await mar(line, { server })).out;
      expect(JSON.parse(await said('list -A -o json'))).toEqual(rows);
      expect(parse(await said('list -A -o yaml'), { version: '1.1' })).toEqual(rows);
      const changes = (rows as object[]).map((row) => ({ type: 'Added', status: { ...row, ...UNWATCHED } }));
      const { out: lines } = await watch(['list', '-A', '-w', '-o', 'json'], server);
      const { out: documents } = await watch(['list', '-A', '-w', '-o', 'yaml'], server);
      expect(lines.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual(expect.arrayContaining(changes)); // prettier-ignore
      expect(parseAllDocuments(documents, { version: '1.1' }).map((one) => one.toJS() as unknown)).toEqual(expect.arrayContaining(changes)); // prettier-ignore
    }),
    { numRuns: 20 },
  );
});

/** Strings of the server that an output is to show, escaped: else this file would test nothing. */
const SHOWN = {
  'list -A -o wide': ['waiting', 'deployment', 'CrashLoopBackOff', 'Evicted', 'OOMKilled', 'ErrImagePull', 'Unschedulable', 'FailedCreate', 'node-a', 'base'], // prettier-ignore
  'status prod -o details': ['us-east', 'Active', 'quota', 'limits.cpu', 'BackOff', 'back-off\nagain'],
};

test.each(Object.entries(SHOWN))('mar %s shows every string, escaped', async (line, texts) => {
  const { out } = await mar(line, { server: oddServer(all) });
  const missing = texts.filter((text) => !out.includes(`${text.replace('\n', ' ')}\\x1b\\u202e`));
  expect({ out, missing }).toEqual({ out, missing: [] });
});

test('no string breaks a table or a list of names', async () => {
  const server = oddServer(all);
  const rows = await clientOf(server).list();
  const { out: table } = await mar('list -A -o wide', { server });
  const { out: names } = await mar('list -A -o name', { server });
  expect([table, names].map((out) => out.trimEnd().split('\n').length)).toEqual([1 + rows.length, rows.length]);
  expect(names).toContain('prod/Pod/waiting\\x1b\\u202e\\n\\t\\x9b\n');
});

const REFUSED = [
  ['list namespaces', 'status -A'],
  ['get namespaces', 'status prod'],
  ['list pods', 'list -A'],
  ['list deployments.apps', 'list prod'],
  ['list resourcequotas', 'status prod'],
  ['list events', 'status prod'],
  ['get pods', 'get prod/waiting'],
  ['get deployments.apps', 'get prod/Deployment/deployment'],
  ['patch deployments.apps', 'stop prod/deployment --no-wait'],
  ['patch deployments.apps', 'restart prod/deployment --dry-run'],
  ['create podtemplates', 'stop prod/waiting --no-wait'],
  ['create pods', 'start prod/kept --no-wait'],
] as const;

test.each(REFUSED)('what the server says when it refuses to %s is escaped by mar %s', async (request, line) => {
  for (const [status, message] of [
    [403, 'User "j\u009boe" cannot do it'],
    [422, 'odd\u009b'],
    [500, 'bad\u009b'],
  ] as const) {
    // prettier-ignore
    const server = oddServer((text) => text);
    const [verb = '', resource = ''] = request.split(' ');
    server.refuse(request, () => new ApiError(status, 'Odd\u202e', message, { verb, resource }));
    const came = await mar(line, { server });
    requireHarmless([line], came);
    expect(came).toMatchObject({ code: 1, err: expect.stringContaining('\\x9b') });
  }
});

test('what a kubeconfig or a plugin says is escaped', async () => {
  const connect = (): Promise<never> => Promise.reject(new Error('plugin failed:\u001b]0;x\u0007\nmar: all is well'));
  expect(await mar('list', { world: { connect } })).toEqual({
    code: 1,
    out: '',
    err: 'mar: plugin failed:\\x1b]0;x\\x07\n     mar: all is well\n',
  });
});
