/** Runs of letters, marks and digits; everything else parts words. */
const word = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * The trigrams of a text: of each of its words, two spaces before and one after, every three code points in a row, once.
 *
 * The text is first brought to Unicode NFKC and lower case (`toLowerCase`, which knows no locale). Both are stable for every
 * assigned character (https://www.unicode.org/policies/stability_policy.html), so a result changes with a Unicode version only for
 * characters that the older one did not know.
 */
export function trigramsOf(text: string): ReadonlySet<string> {
  const trigrams = new Set<string>();
  for (const [found] of text.normalize('NFKC').toLowerCase().matchAll(word)) {
    const points = [' ', ' ', ...found, ' '];
    for (let at = 0; at + 3 <= points.length; at++) trigrams.add(points.slice(at, at + 3).join(''));
  }
  return trigrams;
}

/**
 * The Dice coefficient of two sets of trigrams: twice the number that they share by the sum of their numbers (Dice, "Measures of the
 * Amount of Ecologic Association Between Species", 1945). 0 for nothing in common and for two empty sets, 1 for equal ones.
 *
 * @example
 * similarityOf(trigramsOf('Cost of delay'), trigramsOf('COST  of: delay')); // 1
 */
export function similarityOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const trigram of fewer) if (more.has(trigram)) shared += 1;
  return shared === 0 ? 0 : (2 * shared) / (a.size + b.size);
}
