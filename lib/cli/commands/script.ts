import { getOwn } from '../../internal/collections';
import { SHELLS } from '../commands';
import { Screen } from '../screen';
import { ExitCode } from '../session';
import { didYouMean } from '../suggest';
import { UsageError } from '../usage-error';

/**
 * Completion scripts by shell. Each runs `mar __complete` with the words up to the cursor, and adds no space after a
 * completion that ends in `/`.
 */
const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `# bash completion for mar: source <(mar completion bash)
_mar() {
  local rest=\${COMP_LINE:0:COMP_POINT} words=() word last i c cut=
  # Bash takes words apart at : = and @ too: what has no space between belongs together.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=\${rest#"\${rest%%[![:space:]]*}"}
    last=\${COMP_WORDS[i]}
    ((i < COMP_CWORD)) || last=$word
    if ((i == 0)) || [[ $word != "$rest" ]]; then words+=("$last"); else words[\${#words[@]}-1]+=$last; fi
    rest=\${word#*"$last"}
  done
  word=\${words[\${#words[@]}-1]}
  # It puts what is offered behind the last of them.
  for c in : = @; do
    last=\${word%"\${word##*"$c"}"}
    if [[ $COMP_WORDBREAKS == *"$c"* ]] && ((\${#last} > \${#cut})); then cut=$last; fi
  done
  COMPREPLY=()
  while IFS= read -r word; do COMPREPLY+=("\${word#"$cut"}"); done < <(mar __complete "\${words[@]:1}" 2>/dev/null)
  [[ \${COMPREPLY[0]-} == */ ]] && compopt -o nospace
  return 0
}
complete -o default -F _mar mar`,
  zsh: `#compdef mar
# zsh completion for mar: source <(mar completion zsh)
_mar() {
  local -a replies
  replies=("\${(@f)$(mar __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  [[ -n "\${replies[*]}" ]] || { _files; return }
  compadd -S '' -- \${(M)replies:#*/}
  compadd -- \${replies:#*/}
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
if [ "\${funcstack[1]-}" = _mar ]; then _mar "$@"; else compdef _mar mar; fi`,
};

/**
 * Prints the completion script for the shell named by `operands`.
 *
 * @throws UsageError if no script exists for the shell
 */
export function script(operands: readonly string[], screen: Screen): ExitCode {
  const shell = operands.join(' ');
  const text = getOwn(SCRIPTS, shell);
  if (text === undefined) {
    const advice = didYouMean(shell, SHELLS) ?? `there are those for ${SHELLS.join(' and ')}`;
    throw new UsageError(`no completion for '${shell}': ${advice}`);
  }
  screen.print(text.split('\n'));
  return ExitCode.DONE;
}
