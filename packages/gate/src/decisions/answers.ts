import { answerPlaceholder } from './questions.ts';

/** Words that say that nothing is said. */
const fillers = new Set(
  `tbd tba tbc todo none nothing nil null no yes ok n/a na not applicable unknown unclear later pending same as above below before see ditto idem
  to be determined done decided defined answer answers question questions it is the this that here there`.split(/\s+/),
);
/** Fewer distinct words than this are no answer. */
const leastWords = 4;

/** A sign of a script that is written without spaces counts as a word. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}]+(?:['’/.-][\p{L}\p{N}]+)*/gu;

/** What a reader gets to see of a piece of Markdown: no tags, no targets of links, no lines that only define a link. */
function prose(markdown: string): string {
  return markdown
    .replaceAll(/^ {0,3}\[[^\]\n]+\]:.*$/gm, '')
    .replaceAll(/\]\([^)\n]*\)/g, ']')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(answerPlaceholder, ' ');
}

function wordsOf(text: string): readonly string[] {
  return (text.match(word) ?? []).map((each) => each.toLowerCase());
}

/** True for a value that only holds a place: empty, signs only, or words such as TBD, none, n/a, see above. */
export function isPlaceholder(text: string | undefined): boolean {
  return wordsOf(text ?? '').every((each) => fillers.has(each));
}

/**
 * Why a text answers nothing, or undefined when it may be an answer: whether it is a good one is for reviewers.
 *
 * @example
 * whyUnanswered('See above.'); // 'says only "See above."'
 */
export function whyUnanswered(markdown: string): string | undefined {
  const visible = prose(markdown);
  const words = wordsOf(visible);
  if (words.length === 0) return markdown.includes(answerPlaceholder) ? 'is still the placeholder' : 'is empty';
  if (isPlaceholder(visible)) return `says only "${visible.trim().replaceAll(/\s+/g, ' ')}"`;
  const distinct = new Set(words).size;
  if (distinct >= leastWords) return undefined;
  return `has ${distinct === 1 ? 'one word' : `${distinct} different words`}, and the least is ${leastWords}`;
}
