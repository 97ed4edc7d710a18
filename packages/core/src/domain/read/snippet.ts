/** The beginning of a text. */
export interface Snippet {
  readonly text: string;
  /** True when the text goes on. */
  readonly cut: boolean;
}

let segmenter: Intl.Segmenter | undefined;

/** Made when it is first wanted: that takes milliseconds, which every start of a process would pay. */
const graphemes = (): Intl.Segmenter => (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' }));

/** Code units looked at beyond the limit, so that a grapheme cluster that crosses it is seen whole. */
const lookahead = 64;

/**
 * At most `limit` code points of a text, cut where a person sees a character end: never inside a surrogate pair, and not inside a
 * grapheme cluster (a letter and its marks, a flag, a family) unless one cluster alone is longer than the limit. The cost depends
 * on the limit, not on the text.
 *
 * @example
 * snippet('naïve', 3); // { text: 'naï', cut: true }
 */
export function snippet(text: string, limit: number): Snippet {
  const end = endOfCodePoints(text, limit);
  if (end === text.length) return { text, cut: false };
  const cluster = graphemes()
    .segment(text.slice(0, end + lookahead))
    .containing(end);
  // The text goes on after `end`, so a cluster holds it; when that cluster starts the text, code points must do.
  const boundary = cluster === undefined || cluster.index === 0 ? end : cluster.index;
  return { text: text.slice(0, boundary), cut: true };
}

/** The index after at most `limit` code points. */
function endOfCodePoints(text: string, limit: number): number {
  let index = 0;
  for (let left = limit; left > 0 && index < text.length; left -= 1) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  }
  return index;
}
