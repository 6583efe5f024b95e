import { spawnSync } from 'node:child_process';
import { mar } from '../../support/mar';

test.each(['bash', 'zsh'])('the completion of %s asks mar for the words up to the cursor', async (shell) => {
  const { code, out } = await mar(`completion ${shell}`);
  expect(code).toBe(0);
  expect(out).toContain('mar __complete "');
});

test('fails when the completion of a property that every object has is asked for', async () => {
  const { code, err } = await mar('completion constructor');
  expect({ code, err }).toEqual({
    code: 2,
    err: "mar: no completion for 'constructor': there are those for bash and zsh\n",
  });
});

/** What bash asks and offers, when it has taken a line apart as its words, with the cursor in the one of that number. */
async function inBash(line: string, words: string, at: number, replies: string): Promise<readonly unknown[]> {
  const { out } = await mar('completion bash');
  const program = `${out}
    mar() { printf '%s\\n' "$@" >&3; printf '%s\\n' ${replies}; }
    compopt() { echo "compopt $# $2"; }
    COMP_LINE='${line}'; COMP_POINT=\${#COMP_LINE}; COMP_LINE+=' later'; COMP_WORDS=(${words} later); COMP_CWORD=${at}
    _mar; echo "\${COMPREPLY[@]}"; complete -p mar`;
  const { stdout, stderr, output } = spawnSync('bash', ['--norc', '-uc', program], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const asked = String(output[3]).trim().split('\n').join(' ');
  return [asked, ...stdout.trim().split('\n')];
}

const COMPLETE = 'complete -o default -F _mar mar';

test('bash completes with it', async () => {
  expect(await inBash('mar stop -n  prod ap', 'mar stop -n prod ap', 4, 'prod/')).toEqual([
    '__complete stop -n prod ap',
    'compopt 2 nospace',
    'prod/',
    COMPLETE,
  ]);
});

test.each([
  ['mar list --context admin@pr', "mar list --context admin '@' pr", 5, 'admin@prod', 'prod'],
  ['mar list --context=admin@', "mar list --context '=' admin '@'", 5, '--context=admin@prod', 'prod'],
  ['mar list --context arn:aws:eks', 'mar list --context arn : aws : eks', 7, 'arn:aws:eks:eu', 'eks:eu'],
  ['mar list --output=', "mar list --output '='", 3, '--output=json --output=name', 'json name'],
])('bash completes %s, whose words it takes apart', async (line, words, at, replies, offered) => {
  const asked = line.replace('mar', '__complete');
  expect(await inBash(line, words, at, replies)).toEqual([asked, offered, COMPLETE]);
});

test('bash completes a word that is empty', async () => {
  expect(await inBash('mar stop ', "mar stop ''", 2, 'api db')).toEqual(['__complete stop', 'api db', COMPLETE]);
});

test.each([
  ['completion', "no completion for '': there are those for bash and zsh"],
  ['completion fish', "no completion for 'fish': there are those for bash and zsh"],
  ['completion zs', "no completion for 'zs': did you mean 'zsh'?"],
  ['completion bash zsh', "no completion for 'bash zsh': there are those for bash and zsh"],
])('fails when the command line is %s', async (line, message) => {
  expect(await mar(line)).toEqual({ code: 2, out: '', err: `mar: ${message}\n` });
});
