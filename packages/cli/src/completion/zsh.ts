import { paths, type CompletionNode } from './tree.ts';

/** Inside single quotes of zsh, in an entry of `_describe`, where a colon separates. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function entry(name: string, description: string): string {
  return quoted(`${name.replaceAll(':', String.raw`\:`)}:${description.replaceAll(':', String.raw`\:`)}`);
}

/** Completion for zsh. */
export function zshCompletion(root: CompletionNode): string {
  const all = paths(root);
  const cases = all.map(([path, { commands, options, words, files }]) => {
    const offered = [
      ...commands.map((child) => entry(child.name, child.description)),
      ...words.map((word) => entry(word, word)),
    ];
    const flags = options.flatMap((option) => option.flags.map((flag) => entry(flag, option.description)));
    return `    ${quoted(path.join(' '))}) words_=(${offered.join(' ')}); flags_=(${flags.join(' ')}); files_=${files ? 1 : 0} ;;`;
  });
  const values = all.flatMap(([path, { options }]) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ flags, choices }) => {
        const patterns = flags.map((flag) => quoted([...path, flag].join(' '))).join('|');
        return `    ${patterns}) valued_=1; values_=(${choices.map(quoted).join(' ')}) ;;`;
      }),
  );
  const known = all.map(([path]) => quoted(path.join(' '))).filter((path) => path !== "''");
  return `#compdef colloquy
# Completion of colloquy for zsh: source <(colloquy completion zsh)
_colloquy() {
  local path_='' next_ word_ files_=0 valued_=0
  local -a words_ flags_ values_
  for word_ in \${words[2,CURRENT-1]}; do
    next_="\${path_:+$path_ }$word_"
    case "$next_" in
    ${known.join('|')}) path_=$next_ ;;
    esac
  done
  case "\${path_:+$path_ }\${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  if (( valued_ )); then
    if (( \${#values_} )); then compadd -a values_; else _files; fi
    return
  fi
  case "$path_" in
${cases.join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then _describe option flags_; return; fi
  (( \${#words_} )) && _describe command words_
  (( files_ )) && _files
}
(( $+functions[compdef] )) && compdef _colloquy colloquy
`;
}
