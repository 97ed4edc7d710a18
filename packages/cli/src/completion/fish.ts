import { paths, type CompletionNode } from './tree.ts';

function quoted(text: string): string {
  return `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;
}

/** Completion for fish. */
export function fishCompletion(root: CompletionNode): string {
  const all = paths(root);
  const known = all.map(([path]) => path.join(' ')).filter((path) => path !== '');
  const lines = all.flatMap(([path, { commands, options, words, files }]) => {
    const here = `complete -c colloquy -n ${quoted(`__colloquy_at ${quoted(path.join(' '))}`)}`;
    return [
      ...commands.map(({ name, description }) => `${here} -f -a ${quoted(name)} -d ${quoted(description)}`),
      ...words.map((word) => `${here} -f -a ${quoted(word)}`),
      ...(files ? [`${here} -F`] : [`${here} -f`]),
      ...options.map(({ flags, description, takesValue, choices }) => {
        const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
        const value = !takesValue ? '' : choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : ' -r';
        return `${here} ${names.join(' ')}${value} -d ${quoted(description)}`;
      }),
    ];
  });
  return `# Completion of colloquy for fish: colloquy completion fish | source
function __colloquy_at
  set -l path ''
  for word in (commandline -opc)[2..-1]
    set -l next (string trim -- "$path $word")
    if contains -- "$next" ${known.map(quoted).join(' ')}
      set path $next
    end
  end
  test "$path" = "$argv[1]"
end
${lines.join('\n')}
`;
}
