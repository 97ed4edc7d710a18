import fc from 'fast-check';
import { arbitraryText } from '../../generators/text.ts';
import { writeMethods, type WriteMethod } from '../support/story.ts';

/** One write, before it is known on which state it falls. */
export interface Command {
  readonly method: WriteMethod;
  /** Decide about every part of the input. */
  readonly numbers: readonly number[];
  readonly text: string;
  /** Which of the stores makes the call. */
  readonly store: number;
  /** Which of the dialogues it is about. */
  readonly dialogue: number;
  /** One of a few operation ids, so that some are used again. */
  readonly operation: number | undefined;
}

/** What is done often, so that dialogues grow. */
const often: readonly WriteMethod[] = [
  'registerItem',
  'registerItem',
  'transitionItem',
  'transitionItem',
  'registerRound',
  'addRef',
  'commentTension',
];

export const arbitraryCommand: fc.Arbitrary<Command> = fc.record({
  method: fc.oneof(fc.constantFrom(...writeMethods), fc.constantFrom(...often)),
  numbers: fc.array(fc.nat(97), { minLength: 6, maxLength: 12 }),
  text: arbitraryText,
  store: fc.nat(2),
  dialogue: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1),
  operation: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, undefined, 0, 1),
});

const opening = (
  ['create', 'registerExpert', 'registerExpert', 'createRound', 'registerItem', 'registerItem'] as const
).map((method, at): Command => ({
  method,
  // The second expert is another one, and the second item a tension.
  numbers: [0, at === 2 || at === 5 ? 1 : 0, 0, 0, 0, 0],
  text: 'x',
  store: 0,
  dialogue: 0,
  operation: undefined,
}));

/** A beginning that makes the rest worth while, now and then left out; then anything. */
export function arbitraryCommands(maxLength: number): fc.Arbitrary<readonly Command[]> {
  const isOpened = fc.constantFrom(true, true, true, true, true, false);
  return fc
    .tuple(isOpened, fc.array(arbitraryCommand, { minLength: 1, maxLength, size: 'max' }))
    .map(([opened, commands]) => (opened ? [...opening, ...commands] : commands));
}
