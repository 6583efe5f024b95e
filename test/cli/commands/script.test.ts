import { spawnSync } from 'node:child_process';
import { mar } from '../../support/mar';

test.each(['bash', 'zsh'])('the completion of %s asks mar for the words up to the cursor', async (shell) => {
  const { code, out } = await mar(`completion ${shell}`);
  expect(code).toBe(0);
  expect(out).toContain('mar __complete "');
});

test('bash completes with it', async () => {
  const { out } = await mar('completion bash');
  const program = `${out}
    mar() { printf '%s\\n' "$@" >&3; echo prod/; }
    compopt() { echo "compopt $# $2"; }
    COMP_WORDS=(mar stop -n prod ap later); COMP_CWORD=4; _mar; echo "\${COMPREPLY[@]}"; complete -p mar`;
  const { stdout, output } = spawnSync('bash', ['-c', program], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  expect(output[3]).toBe('__complete\nstop\n-n\nprod\nap\n');
  expect(stdout).toBe('compopt 2 nospace\nprod/\ncomplete -o default -F _mar mar\n');
});

test.each([
  ['completion', "no completion for '': there are those for bash and zsh"],
  ['completion fish', "no completion for 'fish': there are those for bash and zsh"],
  ['completion zs', "no completion for 'zs': did you mean 'zsh'?"],
  ['completion bash zsh', "no completion for 'bash zsh': there are those for bash and zsh"],
])('fails when the command line is %s', async (line, message) => {
  expect(await mar(line)).toEqual({ code: 2, out: '', err: `mar: ${message}\n` });
});
