import { describe, expect, test } from 'vitest';
import { isPlaceholder, whyUnanswered } from '../../src/decisions/answers.ts';

describe('an answer', () => {
  test.each([
    ['', 'is empty'],
    [' \n\n', 'is empty'],
    ['- * _ `', 'is empty'],
    ['_Answer:_', 'is still the placeholder'],
    ['_Answer:_ \n', 'is still the placeholder'],
    ['TBD', 'says only "TBD"'],
    ['**n/a**', 'says only "**n/a**"'],
    ['See above, same as above.', 'says only "See above, same as above."'],
    ['To be determined\nlater', 'says only "To be determined later"'],
    ['_Answer:_ none', 'says only "none"'],
    ['One item only.', 'has 3 different words, and the least is 4'],
    ['item item item item item', 'has one word, and the least is 4'],
    ['Item', 'has one word, and the least is 4'],
    ['<b>one</b> <!doctype many words in here> two', 'has 2 different words, and the least is 4'],
    ['[1]: https://example.com "many words that nobody sees"', 'is empty'],
    ['[one](https://example.com/many/words/in/a/target)', 'has one word, and the least is 4'],
  ])('%o is none', (text, reason) => {
    expect(whyUnanswered(text)).toBe(reason);
  });

  test.each([
    'By the dialogue id.',
    '_Answer:_ By the dialogue id.',
    'None: the key is derived from nothing else.',
    'Durch den Schlüssel des Dialogs.',
    '対話の識別子で',
    '- SQLite: one row.\n- DynamoDB: one GetItem.',
  ])('%o may be one', (text) => {
    expect(whyUnanswered(text)).toBeUndefined();
  });
});

test.each([
  [undefined, true],
  ['', true],
  ['-', true],
  ['TBD', true],
  ['n/a', true],
  ['See above', true],
  ['none', true],
  ['one item', false],
  ['dialogue id', false],
  ['epoch', false],
])('%o is a placeholder: %s', (text, expected) => {
  expect(isPlaceholder(text)).toBe(expected);
});
