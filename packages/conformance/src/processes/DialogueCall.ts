/** What a write was answered. */
export interface WriteAnswer {
  /** The commit that wrote it. */
  readonly n: number;
  /** Commits sent for it by this call: more than one when others were first, 0 when it was a repetition. */
  readonly sendings: number;
}

/** What a load, or the refresh of a handle, was answered. */
export interface LoadAnswer {
  readonly n: number;
  readonly logHead: string;
  /** The writes that its state shows. */
  readonly tags: readonly string[];
}

/** One call of one process on a dialogue store. `answer` is absent when it was rejected, or never answered. */
export interface DialogueCall {
  readonly client: string;
  readonly begin: number;
  /** Infinity when it never ended. */
  readonly end: number;
  readonly call:
    | { readonly method: 'write'; readonly tag: string; readonly answer?: WriteAnswer; readonly error?: unknown }
    | { readonly method: 'load'; readonly answer?: LoadAnswer; readonly error?: unknown };
}
