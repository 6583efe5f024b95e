import { Command, COMMANDS, flagsOf } from '../../lib/cli/commands';
import { helpOf } from '../../lib/cli/help';
import { mar } from '../support/mar';

test.each(['', '--help', '-h', 'help'])('mar %s names every command', async (line) => {
  const { code, out } = await mar(line);
  expect(code).toBe(0);
  for (const { name, says } of COMMANDS) expect(out).toMatch(new RegExp(`^  mar ${name} +${says}$`, 'm'));
});

test.each(COMMANDS.map((command) => [command.name, command] as const))(
  'the help of mar %s has its options, forms and examples',
  async (name, command) => {
    const { code, out } = await mar(`${name} --help`, { world: { columns: 200 } });
    expect(code).toBe(0);
    expect((await mar(`help ${name}`, { world: { columns: 200 } })).out).toBe(out);
    for (const option of flagsOf(command)) expect(out).toContain(` --${option} `);
    for (const [line, says] of command.examples) expect(out.replace(/ +/g, ' ')).toContain(`${line} ${says}`);
    expect(out).toContain(command.outputs.join(', '));
    expect(command.examples.length).toBeGreaterThan(1);
  },
);

const STOP: Command = {
  name: 'stop',
  says: 'Stop instances',
  operands: 'instances',
  flags: ['namespace', 'wait', 'output'],
  outputs: ['lines', 'json'],
  examples: [
    ['mar stop api', 'stop an instance'],
    ['mar stop -n prod api', 'that of a cluster, and wait until all of its pods are gone'],
  ],
};

test('the help of a command is in columns that the terminal has room for', () => {
  expect(helpOf(STOP, 70)).toBe(`Stop instances.

Usage:
  mar stop {ID | CLUSTER/ID | CLUSTER/KIND/ID}… [OPTION…]

Examples:
  mar stop api          stop an instance
  mar stop -n prod api  that of a cluster, and wait until all of its
                        pods are gone

Options:
  -n, --namespace CLUSTER  the cluster, instead of that of the
                           kubeconfig's context
      --wait               wait until it is done; --no-wait for not
  -o, --output FORM        how to print it: lines, json

Options of all commands:
      --kubeconfig FILE    the kubeconfig, instead of KUBECONFIG or
                           ~/.kube/config
      --context NAME       the context of the kubeconfig, instead of
                           its current one
  -h, --help               say what a command does`);
});

test.each([60, 80, 120, 500])('no help is wider than a terminal of %d columns, or than 120', (columns) => {
  const texts = [undefined, ...COMMANDS].map((command) => helpOf(command, columns));
  const widest = Math.max(...texts.flatMap((text) => text.split('\n')).map(({ length }) => length));
  expect(widest).toBeLessThanOrEqual(Math.min(columns, 120));
});
