import { SHELLS } from '../commands';
import { Screen } from '../screen';
import { ExitCode } from '../session';
import { didYouMean } from '../suggest';
import { UsageError } from '../usage-error';

/** Each asks `mar __complete` with the words up to the cursor; what ends in `/` is not finished. */
const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `# bash completion for mar: source <(mar completion bash)
_mar() {
  local IFS=$'\\n'
  COMPREPLY=($(mar __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
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

/** Prints the completion of a shell. */
export function script(operands: readonly string[], screen: Screen): ExitCode {
  const shell = operands.join(' ');
  const text = SCRIPTS[shell];
  if (text === undefined) {
    const advice = didYouMean(shell, SHELLS) ?? `there are those for ${SHELLS.join(' and ')}`;
    throw new UsageError(`no completion for '${shell}': ${advice}`);
  }
  screen.print(text);
  return ExitCode.DONE;
}
