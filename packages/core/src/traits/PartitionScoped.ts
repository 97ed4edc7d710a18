import type { DialogueId } from '../address/DialogueId.ts';

declare const partitionScoped: unique symbol;

/**
 * The marker of everything that a partition trait may return: it names the one dialogue it came from.
 *
 * The brand cannot be written by hand, only through {@link scoped}, so a result that mixes dialogues cannot be typed as one
 * that does not. At run time the conformance suite checks that `dialogueId` is the id asked for.
 */
export interface PartitionScoped {
  readonly dialogueId: DialogueId;
  readonly [partitionScoped]: true;
}

/** A value of one dialogue, marked as such. */
export type Scoped<T> = T & PartitionScoped;

/**
 * Marks a value as belonging to one dialogue. The value is not copied: it must be fresh.
 *
 * @example
 * return scoped(id, { key });
 */
export function scoped<T extends object>(dialogueId: DialogueId, value: T): Scoped<T> {
  return Object.assign(value, { dialogueId }) as Scoped<T>;
}

type IsAny<T> = 0 extends 1 & T ? true : false;

/** True for `...ids: DialogueId[]`: a method that asks across partitions by one more id each time. */
type MoreDialogues<Rest extends readonly unknown[]> = Rest extends readonly DialogueId[]
  ? number extends Rest['length']
    ? true
    : false
  : false;

type ScopedMethod<M> = M extends (first: infer First, ...rest: infer Rest) => Promise<infer Result>
  ? IsAny<First> extends true
    ? 'the first parameter is any'
    : [First] extends [DialogueId]
      ? [DialogueId] extends [First]
        ? IsAny<Result> extends true
          ? 'the result is any'
          : [Exclude<Result, undefined>] extends [never]
            ? 'the result names no dialogue'
            : [Exclude<Result, undefined>] extends [PartitionScoped]
              ? MoreDialogues<Rest> extends true
                ? 'any number of dialogues'
                : true
              : 'the result is not PartitionScoped'
        : 'the first parameter is narrower than DialogueId'
      : 'the first parameter is not a DialogueId'
  : 'not a method that takes a DialogueId and answers with a Promise';

/** Per method: `true`, or the reason why it may not stand on a partition trait. */
export type ScopeReport<Trait> = { readonly [K in keyof Trait]-?: ScopedMethod<Trait[K]> };

/**
 * `true` when every method of a trait takes a `DialogueId` first and answers with something {@link PartitionScoped}; otherwise
 * the methods that do not, with reasons. Assigning `true` to it is the compile-time check that guards the traits.
 *
 * @example
 * const guard: AssertPartitionScoped<PartitionStore> = true;
 */
export type AssertPartitionScoped<Trait> = ScopeReport<Trait>[keyof Trait] extends true
  ? true
  : { [K in keyof Trait as ScopeReport<Trait>[K] extends true ? never : K]: ScopeReport<Trait>[K] };
