import type { KeyObject } from 'node:crypto';
import type { CallOptions } from './PartitionStore.ts';

/** What a key-encryption key belongs to. */
export interface KeyScope {
  /** 32 lowercase hexadecimal digits: the random id of the store. */
  readonly storeId: string;
  /** ASCII token, at most 64. */
  readonly tenant: string;
  /** 1 to 2^31 - 1. */
  readonly epoch: number;
}

/**
 * When a lease ends: when either clock is past its value. The monotonic clock cannot be set back; the other one goes on while a machine
 * sleeps.
 */
export interface LeaseDeadline {
  /** Milliseconds of `performance.now()`. */
  readonly monotonic: number;
  /** Milliseconds since the Unix epoch. */
  readonly wallClock: number;
}

/** A key-encryption key (KEK) for as long as it may be used. */
export interface KeyLease {
  /** 32 secret bytes, as a KeyObject: it does not print and does not serialise. */
  readonly key: KeyObject;
  /** `HKDF(KEK, "", LP("colloquy/v1/kek-id") || LP(tenant) || u32(epoch), 16)`, lowercase hexadecimal. Not secret. */
  readonly kekId: string;
  /** Until when it may be used, counted from before the key service was asked; undefined: no limit. */
  readonly expiresAt: LeaseDeadline | undefined;
}

/**
 * Where key-encryption keys come from: a local file or a key management service. One suite certifies every provider.
 *
 * A provider keeps no per-epoch state: what an epoch needs (a salt, a KMS ciphertext) lies in the {@link KeyVault}.
 */
export interface KeyProvider {
  /** For audit events and messages: `ephemeral`, `local-file`, `aws-kms`. */
  readonly name: string;

  /**
   * Makes what the vault must hold for a new epoch. Called by setup only. Clauses: KP-CREATE-*.
   *
   * @throws ColloquyError `key_unavailable`; `wrong_key` when the answer is another key's; `backend_closed`
   */
  createEpoch(scope: KeyScope, options?: CallOptions): Promise<Uint8Array>;

  /**
   * The KEK of an epoch, from what the vault holds. The same scope and material give the same key. Clauses: KP-OPEN-*.
   *
   * Keeps nothing: who calls keeps the lease, and asks again before it ends.
   *
   * @throws ColloquyError `wrong_key` when the material does not belong to this provider's key or scope; `key_unavailable` when the key
   * service did not answer (`context.refused` is false or absent: later it may) or refused (`context.refused` is true: it will again,
   * until somebody changes that); `backend_closed`
   */
  openEpoch(scope: KeyScope, material: Uint8Array, options?: CallOptions): Promise<KeyLease>;

  /** Forgets every key. Calls after it reject with `backend_closed`. Idempotent. */
  close(): Promise<void>;
}
