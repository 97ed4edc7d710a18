/*
 * The compile-time gate of the partition traits, shown at work. Compiled by `npm run typecheck`; nothing here runs. Each refusal below is
 * an assignment that must not compile: if the gate let one through, its `@ts-expect-error` would be the error.
 */
import type { DialogueId } from '../../src/address/index.ts';
import type { DialogueStore } from '../../src/traits/DialogueStore.ts';
import {
  scoped,
  type AssertPartitionScoped,
  type PartitionScoped,
  type Scoped,
  type ScopeReport,
} from '../../src/traits/PartitionScoped.ts';
import type { PartitionStore } from '../../src/traits/PartitionStore.ts';

/** `any`, which a trait gets by accident and not by writing it. */
type Anything = ReturnType<typeof JSON.parse>;

type Answer = Promise<Scoped<{ readonly n: number }>>;

// What is allowed.

interface Sound {
  head(id: DialogueId): Promise<Scoped<{ readonly n: number }> | undefined>;
  get(id: DialogueId, keys: readonly string[], options?: object): Answer;
  item<T extends string>(id: DialogueId, type: T): Promise<Scoped<{ readonly type: T }>>;
}
export const sound: AssertPartitionScoped<Sound> = true;
export const partitionStore: AssertPartitionScoped<PartitionStore> = true;
export const dialogueStore: AssertPartitionScoped<DialogueStore> = true;

// What is refused, with the method and the reason in the error.

interface TakesString {
  find(title: string): Answer;
}
// @ts-expect-error the first parameter is any text, not the id of a dialogue
export const takesString: AssertPartitionScoped<TakesString> = true;
export const takesStringWhy: ScopeReport<TakesString>['find'] = 'the first parameter is not a DialogueId';

interface TakesNothing {
  list(): Answer;
}
// @ts-expect-error without a parameter the method can only be about all dialogues
export const takesNothing: AssertPartitionScoped<TakesNothing> = true;

interface TakesAny {
  get(id: Anything): Answer;
}
// @ts-expect-error any would let everything through
export const takesAny: AssertPartitionScoped<TakesAny> = true;
export const takesAnyWhy: ScopeReport<TakesAny>['get'] = 'the first parameter is any';

interface TakesNarrower {
  get(id: DialogueId & 'the-only-one'): Answer;
}
// @ts-expect-error a method for some dialogues only is none for a dialogue
export const takesNarrower: AssertPartitionScoped<TakesNarrower> = true;
export const takesNarrowerWhy: ScopeReport<TakesNarrower>['get'] = 'the first parameter is narrower than DialogueId';

interface TakesUnion {
  get(id: DialogueId | '*'): Answer;
}
// @ts-expect-error the other half of the union is no dialogue
export const takesUnion: AssertPartitionScoped<TakesUnion> = true;

interface TakesList {
  get(ids: readonly DialogueId[]): Answer;
}
// @ts-expect-error a list of ids asks across partitions
export const takesList: AssertPartitionScoped<TakesList> = true;

interface TakesRest {
  get(...ids: DialogueId[]): Answer;
}
// @ts-expect-error any number of ids asks across partitions too
export const takesRest: AssertPartitionScoped<TakesRest> = true;
export const takesRestWhy: ScopeReport<TakesRest>['get'] = 'any number of dialogues';

interface TakesOptional {
  get(id?: DialogueId): Answer;
}
// @ts-expect-error left out, it means all dialogues
export const takesOptional: AssertPartitionScoped<TakesOptional> = true;

interface AnswersBare {
  count(id: DialogueId): Promise<number>;
}
// @ts-expect-error the answer names no dialogue
export const answersBare: AssertPartitionScoped<AnswersBare> = true;
export const answersBareWhy: ScopeReport<AnswersBare>['count'] = 'the result is not PartitionScoped';

interface AnswersList {
  all(id: DialogueId): Promise<readonly Scoped<object>[]>;
}
// @ts-expect-error a list may be of several dialogues
export const answersList: AssertPartitionScoped<AnswersList> = true;

interface AnswersHalf {
  get(id: DialogueId): Promise<Scoped<object> | { readonly other: true }>;
}
// @ts-expect-error one of the two answers names no dialogue
export const answersHalf: AssertPartitionScoped<AnswersHalf> = true;

interface AnswersNothing {
  touch(id: DialogueId): Promise<undefined>;
}
// @ts-expect-error nothing is about no dialogue
export const answersNothing: AssertPartitionScoped<AnswersNothing> = true;
export const answersNothingWhy: ScopeReport<AnswersNothing>['touch'] = 'the result names no dialogue';

interface AnswersAny {
  get(id: DialogueId): Promise<Anything>;
}
// @ts-expect-error any would let everything through
export const answersAny: AssertPartitionScoped<AnswersAny> = true;
export const answersAnyWhy: ScopeReport<AnswersAny>['get'] = 'the result is any';

interface AnswersAtOnce {
  peek(id: DialogueId): Scoped<object>;
}
// @ts-expect-error every method is asynchronous
export const answersAtOnce: AssertPartitionScoped<AnswersAtOnce> = true;

interface AnswersStream {
  scan(id: DialogueId): AsyncIterable<Scoped<object>>;
}
// @ts-expect-error a stream has no one answer that could name its dialogue
export const answersStream: AssertPartitionScoped<AnswersStream> = true;

interface HoldsState {
  readonly size: number;
  get(id: DialogueId): Answer;
}
// @ts-expect-error a trait has methods and nothing else
export const holdsState: AssertPartitionScoped<HoldsState> = true;

interface OneBad extends Sound {
  find(title: string): Answer;
}
// @ts-expect-error one method is enough to refuse the trait
export const oneBad: AssertPartitionScoped<OneBad> = true;
export const oneBadWhy: AssertPartitionScoped<OneBad> = { find: 'the first parameter is not a DialogueId' };

// The brand comes from `scoped` alone.

declare const id: DialogueId;
export const made: PartitionScoped = scoped(id, { n: 1 });
// @ts-expect-error an object that merely names a dialogue is not marked as belonging to it
export const written: PartitionScoped = { dialogueId: id };
// @ts-expect-error a text is no dialogue id until it was checked
export const unchecked: DialogueId = 'nvidia-analysis';
