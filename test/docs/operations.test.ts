import * as fs from 'node:fs';
import * as path from 'node:path';
import { COMMANDS, flagsOf } from '../../lib/cli/commands';
import { InstancePhase } from '../../lib/runtime/status/instance-status';
import { PODS } from '../../lib/runtime/object/resource';
import { MarClient } from '../../lib/runtime/mar-client';
import { FakeApi } from '../support/fake-api';
import { FakeServer } from '../support/fake-server';
import { inFolder } from '../support/folder';
import { addPod } from '../support/instances';
import { programsOf, runProgram } from '../support/snippets';
import { kubelet, TEST_WORLD } from '../support/undertaking';

const PAGE = 'docs/operations.md';
const text = fs.readFileSync(path.resolve(__dirname, '../..', PAGE), 'utf8');

test('the page has every command, and no option that mar has not', () => {
  for (const { name } of COMMANDS) expect(text).toContain(`\`mar ${name}`);
  const own = text.match(/`--?[a-z][a-z-]*/g) ?? [];
  const known = COMMANDS.flatMap(flagsOf).map((name) => `\`--${name}`);
  const long = own.filter((option) => option.startsWith('`--'));
  expect(long.length).toBeGreaterThan(5);
  expect(long.filter((option) => !['`--no-wait', ...known].includes(option))).toEqual([]);
});

test('the page has every phase', () => {
  for (const phase of Object.values(InstancePhase)) expect(text).toMatch(new RegExp(`^\\| \`${phase}\` +\\|`, 'm'));
});

test('the program of the page restarts what crashes, and nothing else', async () => {
  const server = new FakeServer();
  for (const id of ['api', 'web']) addPod(server, 'prod', id, { team: 'shop' });
  const waiting = { reason: 'CrashLoopBackOff', message: 'again' };
  const containerStatuses = [{ name: 'app', restartCount: 9, state: { waiting } }];
  server.update(PODS, 'prod', 'api', { status: { phase: 'Running', conditions: [], containerStatuses } });
  const end = new AbortController();
  void kubelet(server, end.signal);
  const client = MarClient._of(new FakeApi(server), TEST_WORLD);
  const connect = jest.spyOn(MarClient, 'connect').mockResolvedValue(client);
  const [program = ''] = programsOf(PAGE);
  const { restartWhatCrashes } = inFolder((folder) => runProgram(program, folder));
  const restarted: unknown = await (restartWhatCrashes as (cluster: string) => Promise<string[]>)('prod');
  connect.mockRestore();
  end.abort();
  const steps = 'kept Pod api in a PodTemplate, deleted Pod api, created Pod api, deleted PodTemplate api';
  expect(restarted).toEqual([`api: ${steps}`]);
});
