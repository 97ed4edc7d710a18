/**
 * What a terminal would act on or a person could not see: control characters (C0, DEL, C1, so every escape sequence), format
 * characters such as the bidirectional ones, line and paragraph separators, lone surrogates, private and unassigned code points.
 * ZWNJ and ZWJ stay: scripts and emoji need them, and they move nothing.
 */
export const isUnprintable = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

const named = new Map([
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
  ['\t', String.raw`\t`],
]);

/**
 * Text that others wrote, made harmless for a terminal: what cannot be printed is shown as an escape, such as `\x1b` or `\u{202e}`.
 *
 * @example
 * printable('\u001b[2Jgone'); // '\\x1b[2Jgone'
 */
export function printable(text: string): string {
  return text.replaceAll(isUnprintable, (character) => named.get(character) ?? escapeOf(character));
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}
