import type { Attributes, RecordKey } from '@colloquy/core';

/** Bytes by length and seed: short to print, and they shrink. */
export interface ByteSpec {
  readonly length: number;
  readonly seed: number;
}

export interface PutSpec {
  readonly key: RecordKey;
  readonly envelope: ByteSpec;
  readonly attributes: Attributes;
}

/** Which client is asked about which dialogue, by index. */
interface Asked {
  readonly client: number;
  readonly dialogue: number;
}

/**
 * One thing to do, as plain data, before it is known what stands there. It becomes a call when it is its turn: "the entry before
 * the latest again", not "these bytes".
 */
export type Move = Asked &
  (
    | { readonly kind: 'commit'; readonly puts: readonly PutSpec[]; readonly checks: readonly RecordKey[] }
    /** So many items from the given one on: large for backends with small transactions. */
    | { readonly kind: 'large'; readonly from: number; readonly count: number }
    /** Instead of the entry so far behind the head, or of the head itself. */
    | { readonly kind: 'stale'; readonly behind: number; readonly puts: readonly PutSpec[] }
    | { readonly kind: 'gap'; readonly ahead: number; readonly puts: readonly PutSpec[] }
    /** The commit so far behind the head once more. */
    | { readonly kind: 'again'; readonly behind: number }
    /** The same with another byte, under the same commit id. */
    | { readonly kind: 'lookalike'; readonly behind: number; readonly part: 'header' | 'body' | 'auth' }
    | { readonly kind: 'wrongPrior'; readonly puts: readonly PutSpec[]; readonly prior: 'null' | 'foreign' | 'first' }
    | { readonly kind: 'wrongCheck'; readonly puts: readonly PutSpec[]; readonly checks: readonly RecordKey[] }
    | { readonly kind: 'head' }
    | { readonly kind: 'get'; readonly keys: readonly RecordKey[] }
    | { readonly kind: 'last'; readonly prefix: string }
    | { readonly kind: 'load' }
    | { readonly kind: 'log'; readonly from: number; readonly limit: number }
    | { readonly kind: 'settle' }
    /** Every client is closed, and the data opened anew. */
    | { readonly kind: 'reopen' }
  );

/** How a move is printed in a counterexample. */
export function describeMove(move: Move): string {
  const { kind, client, dialogue, ...details } = move;
  return `${kind}(client ${client}, dialogue ${dialogue}${Object.keys(details).length === 0 ? '' : `, ${JSON.stringify(details)}`})`;
}
