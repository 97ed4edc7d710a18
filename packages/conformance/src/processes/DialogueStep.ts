import type { DialogueStore } from '@colloquy/core';

/** The writes of a dialogue store that a worker may be told to make. */
export type DialogueWrite = Extract<
  keyof DialogueStore,
  'registerItem' | 'commentTension' | 'registerMove' | 'scoreExpert' | 'registerRound'
>;

/** One thing that a worker does on a dialogue. */
export type DialogueStep =
  /** Makes one write. The tag is its operationId, and by it the write is found again in the state: see {@link tagsOf}. */
  | { readonly do: 'write'; readonly tag: string; readonly method: DialogueWrite; readonly input: unknown }
  /** Loads the dialogue anew. */
  | { readonly do: 'load' }
  /** Refreshes a handle that stays open from the first time on. */
  | { readonly do: 'refresh' };
