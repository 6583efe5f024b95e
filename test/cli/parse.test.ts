import { parse } from '../../lib/cli/parse';
import { commandOf, COMMANDS } from '../../lib/cli/commands';
import { helpOf } from '../../lib/cli/help';
import { Options } from '../../lib/cli/options';
import { mar } from '../support/mar';

const NOTHING: Options = {
  operands: [],
  allClusters: false,
  all: false,
  watch: false,
  wait: true,
  dryRun: false,
  yes: false,
};

function optionsOf(line: string): Options {
  const asked = parse(line.split(' '), { version: '1', columns: 100 });
  if ('text' in asked) throw new Error('only a text is asked for');
  return asked.options;
}

test('a command by itself waits, asks and is not a dry run', () => {
  expect(optionsOf('list')).toEqual(NOTHING);
});

test('every option of an action is understood', () => {
  const line = 'restart -A -l team=shop --no-wait --timeout 2m --dry-run -o json -y --kubeconfig file --context dev';
  const all: Options = {
    operands: [],
    namespace: undefined,
    allClusters: true,
    all: false,
    selector: 'team=shop',
    output: 'json',
    watch: false,
    wait: false,
    timeoutSeconds: 120,
    dryRun: true,
    yes: true,
    kubeconfig: 'file',
    context: 'dev',
  };
  expect(optionsOf(line)).toEqual(all);
});

test.each([
  ['list -Awowide', { allClusters: true, watch: true, output: 'wide' }],
  ['list -ojson', { output: 'json' }],
  ['list -o=json', { output: 'json' }],
  ['list --output=json', { output: 'json' }],
  ['list -nprod', { namespace: 'prod' }],
  ['list -o json -o name', { output: 'name' }],
  ['list -w=true', { watch: true }],
  ['list --watch=false', { watch: false }],
  ['list -Aw=false', { allClusters: true, watch: false }],
  ['list -l=team=shop', { selector: 'team=shop' }],
  ['list -lteam=shop', { selector: 'team=shop' }],
  ['-n prod list', { namespace: 'prod' }],
  ['list 1e3 007', { operands: ['1e3', '007'] }],
  ['list -n 1e3', { namespace: '1e3' }],
  ['stop help', { operands: ['help'] }],
  ['stop a -- --all -ny', { operands: ['a', '--all', '-ny'] }],
  ['stop --all --wait=false', { all: true, wait: false }],
  ['stop --all --no-wait=false', { all: true, wait: true }],
  ['stop --all --no-wait --wait', { all: true, wait: true }],
  ['stop --all --wait --no-wait', { all: true, wait: false }],
  ['stop a --timeout 90', { operands: ['a'], timeoutSeconds: 90 }],
])('%s is understood', (line, options) => {
  expect(optionsOf(line)).toEqual({ ...NOTHING, ...options });
});

test.each([
  ['lst', "no command 'lst': did you mean 'list'?"],
  ['res', "no command 'res': did you mean 'restart'?"],
  ['delete', "no command 'delete': there are list, get, status, start, stop, restart, completion"],
  ['help sto', "no command 'sto': did you mean 'stop'?"],
  ['list --outptu json', "mar list has no option --outptu: did you mean '--output'?"],
  ['list --wtach', "mar list has no option --wtach: did you mean '--watch'?"],
  ['list --frobnicate', 'mar list has no option --frobnicate: see mar list --help'],
  ['list -x', 'mar list has no option -x: see mar list --help'],
  ['list --no-wait', 'mar list has no option --no-wait: see mar list --help'],
  ['stop a --no-wiat', "mar stop has no option --no-wiat: did you mean '--no-wait'?"],
  ['--frobnicate', 'mar has no option --frobnicate: see mar --help'],
  ['--outptu json list', "mar has no option --outptu: did you mean '--output'?"],
  ['list -=true', 'mar list has no option -=: see mar list --help'],
  ['list -x=true', 'mar list has no option -x: see mar list --help'],
  ['get -y a', 'mar get has no option -y: see mar get --help'],
  ['list -o', '-o needs a value'],
  ['list --output --watch', '--output needs a value'],
  ['list --output=', '--output needs a value'],
  ['list --output -- json', '--output needs a value'],
  ['list -o --watch -o json', '-o needs a value'],
  ['list --no-output', "mar list has no option --no-output: did you mean '--output'?"],
  ['list -o jsn', "--output has no form 'jsn': did you mean 'json'?"],
  ['list -o xml', "--output has no form 'xml': it is one of table, wide, json, yaml, name"],
  ['stop a --dry-run=server', "--dry-run takes no value but true and false, got 'server': leave it out"],
  ['stop a -y=maybe', "-y takes no value but true and false, got 'maybe': leave it out"],
  ['stop a -Ay=', "-y takes no value but true and false, got '': leave it out"],
  ['list -w= true', "-w takes no value but true and false, got '': leave it out"],
  ['stop a --timeout soon', "--timeout must be a time of more than nothing, got 'soon': write 90s, 5m or 1h30m"],
])('fails when the command line is %s', async (line, message) => {
  expect(await mar(line)).toEqual({ code: 2, out: '', err: `mar: ${message}\n` });
});

test('fails when an argument or the value of an option is an empty variable of a script', async () => {
  expect(await mar(['stop', ''])).toEqual({ code: 2, out: '', err: 'mar: an argument is empty: leave it out\n' });
  expect((await mar(['stop', '--all', '-n', ''])).err).toBe('mar: -n needs a value\n');
});

test('the version is that of the package', async () => {
  expect(await mar('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
});

test.each(['list -y --help', 'help list', '-h list', 'list --frobnicate -h'])(
  'mar %s is asked for help',
  async (line) => {
    expect(await mar(line)).toEqual({ code: 0, out: `${helpOf(commandOf('list'), 100)}\n`, err: '' });
  },
);

test('the examples of the help are command lines that are understood', () => {
  const lines = COMMANDS.flatMap(({ examples }) => examples.map(([line]) => line));
  const own = lines.filter((line) => line.startsWith('mar ')).map((line) => line.replace(/^mar | \|.*/g, ''));
  expect(own.length).toBeGreaterThan(10);
  for (const line of own) expect(parse(line.split(' '), { version: '1', columns: 80 })).toHaveProperty('command');
});
