import type { DialogueId } from './DialogueId.ts';

declare const scope: unique symbol;

/** What comes from one dialogue. */
export interface PartitionScoped {
  readonly dialogueId: DialogueId;
  readonly [scope]: true;
}

export type Scoped<T> = T & PartitionScoped;
