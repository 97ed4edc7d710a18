import type { Commit, CommitOutcome, DialogueId, Head, RecordKey } from '@colloquy/core';
import type { Snapshot } from '../judge/judgeGet.ts';
import type { LogPage } from '../judge/judgeLog.ts';

/** A call and what it answered. */
export type Answered =
  | { readonly method: 'head'; readonly answer: Head | undefined }
  | { readonly method: 'get'; readonly keys: readonly RecordKey[]; readonly answer: Snapshot }
  | { readonly method: 'last'; readonly prefix: string; readonly answer: RecordKey | undefined }
  | { readonly method: 'load'; readonly answer: Snapshot }
  | { readonly method: 'log'; readonly from: number; readonly limit: number; readonly answer: LogPage }
  | { readonly method: 'commit'; readonly commit: Commit; readonly answer: CommitOutcome }
  | { readonly method: 'settle'; readonly answer: Head | undefined };

/** A commit that was sent and did not answer: it was rejected, or its sender is gone. */
export interface Unanswered {
  readonly method: 'commit';
  readonly commit: Commit;
  /** Undefined when nothing came back at all. */
  readonly error: unknown;
}

/** One call of one client, with its place in the order of all beginnings and ends. Plain data, apart from `error`. */
export interface Operation {
  readonly client: string;
  readonly id: DialogueId;
  readonly begin: number;
  /** Infinity when it never ended. */
  readonly end: number;
  readonly call: Answered | Unanswered;
}
