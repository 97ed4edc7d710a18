import { paths, type CompletionNode } from './tree.ts';

const joined = (words: readonly string[]): string => words.join(' ');

/**
 * Completion for bash 3.2 and later. Names, flags and choices are of this program's own making, and hold no character that a shell
 * would read.
 */
export function bashCompletion(root: CompletionNode): string {
  const all = paths(root);
  const cases = all.map(([path, { commands, options, words, files }]) => {
    const flags = options.flatMap((option) => option.flags);
    const offered = [...commands.map(({ name }) => name), ...words, ...flags];
    return `    '${joined(path)}') words='${joined(offered)}'; files='${files ? 'yes' : ''}' ;;`;
  });
  const values = all.flatMap(([path, { options }]) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ flags, choices }) => {
        const patterns = flags.map((flag) => `'${joined([...path, flag])}'`).join(' | ');
        return `    ${patterns}) values='${joined(choices)}'; valued=yes ;;`;
      }),
  );
  const known = all.map(([path]) => `'${joined(path)}'`).filter((path) => path !== "''");
  return `# Completion of colloquy for bash: source <(colloquy completion bash)
_colloquy() {
  local word path='' next words='' files='' values='' valued='' index
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    next="\${path:+$path }$word"
    case "$next" in
    ${known.join(' | ')}) path=$next ;;
    esac
  done
  case "\${path:+$path }$previous" in
${values.join('\n')}
  esac
  COMPREPLY=()
  if [[ -n $valued ]]; then
    if [[ -n $values ]]; then
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$values" -- "$current")
    else
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
    fi
    return
  fi
  case "$path" in
${cases.join('\n')}
  esac
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$words" -- "$current")
  if [[ -n $files && $current != -* ]]; then
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
  fi
}
complete -o filenames -F _colloquy colloquy
`;
}
