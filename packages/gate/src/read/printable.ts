/** A text from outside, for a message: control and formatting characters escaped, and cut where it is long. */
export function printable(text: string, most = 120): string {
  const cut = text.length > most ? `${text.slice(0, most)}...` : text;
  return cut.replace(/[\p{C}\p{Z}]/gu, (character) =>
    character === ' ' ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
