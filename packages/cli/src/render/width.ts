/** Made when it is first wanted: that takes milliseconds, and most calls print nothing but ASCII. */
let segmenter: Intl.Segmenter | undefined;

const ascii = /^[ -~]*$/;
const marksOnly = /^[\p{M}\p{Cf}]+$/u;
/** Shown as a picture of two columns. */
const picture = /\p{Emoji_Presentation}|\ufe0f/u;
/** East Asian wide and fullwidth characters (Unicode Standard Annex 11), by blocks. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** What a person sees as single characters. */
export function graphemes(text: string): readonly string[] {
  if (ascii.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Columns that printable text takes in a terminal. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const character of graphemes(text)) width += widthOf(character);
  return width;
}

/** Columns of one grapheme. */
export function widthOf(character: string): number {
  if (marksOnly.test(character)) return 0;
  return picture.test(character) || wide.test(character) ? 2 : 1;
}
