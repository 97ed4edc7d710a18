/**
 * What a reader does not see, or what moves other text about: control and format characters (among them the overrides of direction and the zero-width ones), halves of
 * surrogate pairs, code points without a meaning, and every space and separator but the plain space.
 */
const unseen = /[\p{C}\p{Z}]/gu;

/**
 * A text on one line, in which nothing steers a terminal, a log or a reader: whatever is unseen is written as its number.
 *
 * Names and messages come from the change that is judged. The runner of GitHub Actions obeys `##[command]` anywhere in a line of a log, so
 * that sign is broken up as well ([ActionCommand.cs](https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs)).
 *
 * @example
 * printable('a\u202Eb\nc'); // 'a\\u{202e}b\\u{a}c'
 */
export function printable(text: string): string {
  return text
    .replaceAll(unseen, (character) =>
      character === ' ' ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
    )
    .replaceAll('##[', '#\\u{23}[');
}
