/** Heading of the part that holds the answers, without its signs. */
export const questionsHeading = 'Questions of the gate';

/**
 * What a reviewer would ask of a method, in the order of a record. For traits that are no partition traits the fourth and the fifth are answered in
 * their sense: what else could hold it, and why this trait.
 */
export const questions = [
  {
    heading: 'Which partition key serves it?',
    hint: 'The key that every backend finds it by, and where a caller has it from.',
  },
  { heading: 'What bounds it?', hint: 'The most that one call reads or writes, and what holds it there.' },
  {
    heading: 'How does each backend serve it?',
    hint: 'Request or statement, index and number of them, for every backend by name.',
  },
  {
    heading: 'Why is it not a function over a loaded dialogue?',
    hint: 'What a pure function over the loaded dialogue would lack or cost. Elsewhere: what else could hold it.',
  },
  {
    heading: 'Why does it not belong to AnalyticsStore?',
    hint: 'Why it must see one dialogue only, verified. Elsewhere: why this trait.',
  },
  { heading: 'Which alternatives were refused?', hint: 'Each with the reason.' },
  {
    heading: 'What does it read or write in the clear?',
    hint: 'Attributes, keys and sizes that a backend or its operator sees.',
  },
  {
    heading: 'Which clauses and tests prove it?',
    hint: 'Ids of clauses, their laws, and the broken program that dies of them.',
  },
] as const;

/** What `new-adr` writes where an answer belongs. */
export const answerPlaceholder = '_Answer:_';
