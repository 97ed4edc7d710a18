import type { DialogueId } from './DialogueId.ts';
import type { Scoped } from './PartitionScoped.ts';
import type { Note } from './domain/Note.ts';

export interface CallOptions {
  /** Stops waiting. */
  readonly signal?: AbortSignal;
}

export interface Head {
  readonly n: number;
}

/** What every backend serves, one dialogue a call. */
export interface DialogueStore {
  /** The head, or undefined. */
  head(id: DialogueId, options?: CallOptions): Promise<Scoped<Head> | undefined>;

  /** Notes under keys. */
  get(
    id: DialogueId,
    keys: readonly string[],
    options?: CallOptions,
  ): Promise<Scoped<{ readonly notes: readonly Note[] }>>;

  /** The whole dialogue. */
  load(
    id: DialogueId,
    options?: CallOptions,
  ): Promise<Scoped<{ readonly head: Head; readonly notes: readonly Note[] }>>;

  /** Writes notes, all or none. */
  commit(id: DialogueId, notes: readonly Note[], options?: CallOptions): Promise<Scoped<Head>>;
}
