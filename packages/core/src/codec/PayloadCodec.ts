import type { KeyObject } from 'node:crypto';
import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';

/** Whose payload it is: known from the dialogue's authenticated head and the store, never read from an envelope. */
export interface PayloadContext {
  readonly tenant: string;
  readonly dialogueId: DialogueId;
  /** KEK epoch under which the dialogue's keys are wrapped. */
  readonly epoch: number;
}

/** A record before sealing. */
export interface PlainRecord {
  readonly key: RecordKey;
  /** SHA-256 of the canonical address: the additional authenticated data. */
  readonly addressHash: Uint8Array;
  readonly plaintext: Uint8Array;
}

/** A record as stored. */
export interface SealedRecord {
  readonly key: RecordKey;
  readonly addressHash: Uint8Array;
  readonly envelope: Uint8Array;
}

export interface SealBatch extends PayloadContext {
  /** Version of the data key. */
  readonly keyVersion: number;
  /** The data key (DEK); of a commit that seals no record, the log root. */
  readonly dataKey: KeyObject;
  /** Kind, number and predecessor of the commit: they bind the commit's salt and id. */
  readonly kind: string;
  readonly n: number;
  readonly prevHash: Uint8Array;
  /** In key order, which is address order. May be empty. */
  readonly records: readonly PlainRecord[];
}

export interface SealedCommit {
  /** 16 bytes, unpredictable and unique. */
  readonly commitId: Uint8Array;
  /** One per record, in the same order. */
  readonly envelopes: readonly Uint8Array[];
}

export interface OpenBatch extends PayloadContext {
  /** The data keys that may have sealed a record: every version from the head's minimum to its current one. */
  readonly dataKeys: ReadonlyMap<number, KeyObject>;
  readonly records: readonly SealedRecord[];
}

/** A 32-byte key that is stored as a record of its own, wrapped under the KEK. */
export interface WrapRequest extends PayloadContext {
  readonly purpose: 'dek' | 'log-root';
  /** Version of the wrapped key. */
  readonly version: number;
  readonly kek: KeyObject;
}

/**
 * The one seam between core and the bytes of a payload. Core never stores what has not passed `seal` or `wrapKey`, and never
 * believes what has not passed `open` or `unwrapKey`. Asynchronous, and told tenant, epoch and key version, so that an
 * encrypting codec needs nothing that is not here.
 */
export interface PayloadCodec {
  readonly name: string;

  /** Seals the records of one commit together, and gives the commit its id. */
  seal(request: SealBatch, options?: CallOptions): Promise<SealedCommit>;

  /**
   * The plaintexts, in the same order.
   *
   * @throws ColloquyError `integrity_error` with `context.key` when an envelope is not what `seal` made for that address
   */
  open(request: OpenBatch, options?: CallOptions): Promise<readonly Uint8Array[]>;

  /** Wraps 32 key bytes. */
  wrapKey(request: WrapRequest, key: Uint8Array, options?: CallOptions): Promise<Uint8Array>;

  /**
   * The 32 key bytes.
   *
   * @throws ColloquyError `integrity_error` when the wrap is not one that `wrapKey` made for this request
   */
  unwrapKey(request: WrapRequest, wrapped: Uint8Array, options?: CallOptions): Promise<Uint8Array>;

  /** Drops whatever it keeps that was derived from keys: a lease has ended. */
  forget(): void;
}
