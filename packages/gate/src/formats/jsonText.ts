/** What JSON leaves as it is and a terminal or a reader does not: C1 controls, format characters, separators of lines. */
const unseen = /[\u007f-\u009f\p{Cf}\u2028\u2029\ufffe\uffff]/gu;

/** JSON with two spaces and a last line feed, in which every unseen character is written as an escape: the value is the same. */
export function jsonText(value: unknown): string {
  const escaped = JSON.stringify(value, undefined, 2).replaceAll(unseen, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
  return `${escaped}\n`;
}
