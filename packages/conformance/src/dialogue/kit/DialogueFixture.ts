import type {
  AuditTrail,
  DialogueStore,
  DialogueStoreOptions,
  KeyOperations,
  Keyring,
  KeysOptions,
  MovedNotice,
  PartitionStore,
  Recovery,
  RepairBackend,
  TrustedKeys,
} from '@colloquy/core';
import type { PayloadCodec, Sources } from '@colloquy/core/testing';
import type { Fixture, OpenStore } from '../../kit/AdapterKit.ts';
import type { Capabilities } from '../../kit/Capabilities.ts';
import type { RawProbe } from '../../kit/RawProbe.ts';
import type { Closable, Kit } from '../../suite/Kit.ts';
import type { Law } from '../../suite/Law.ts';
import type { LawContext } from '../../suite/LawContext.ts';

/** How the suite opens a dialogue store. */
export interface OpenOptions extends Pick<DialogueStoreOptions, 'trusted' | 'retired' | 'onMoved' | 'register'> {
  /** Instead of the fixture's own backend: a second client of it, or a decorator over it. */
  readonly backend?: PartitionStore;
  /** Time, randomness and waiting; by default seeded, and others for each store of a fixture. */
  readonly sources?: Sources;
  /** Stands before the codec. */
  readonly codecOf?: (codec: PayloadCodec) => PayloadCodec;
  /** Instead of the fixture's own: what another process would have opened. */
  readonly keyring?: Keyring;
  readonly actor?: string;
  /** Records what the store does with keys and payloads. */
  readonly audit?: AuditTrail;
  readonly maxAttempts?: number;
  /** The movers that are believed; none by default. */
  readonly trusted?: TrustedKeys;
  /** What a read of a dialogue does that has left. */
  readonly retired?: 'read' | 'refuse';
  readonly onMoved?: (notice: MovedNotice) => void;
}

/** How the suite administers keys. */
export interface OperationsOptions extends OpenOptions {
  /** Instead of the fixture's own parts: a header or vault in whose way something stands. */
  readonly keys?: Partial<KeysOptions>;
}

/** How the suite recovers dialogues. */
export interface RecoveryTestOptions extends Omit<OpenOptions, 'backend' | 'maxAttempts'> {
  readonly backend?: PartitionStore & RepairBackend;
}

/** One empty backend, and dialogue stores over it. */
export interface DialogueFixture extends Closable {
  readonly adapter: Fixture;
  readonly backend: OpenStore;
  readonly probe: RawProbe;
  /** Opened with {@link keys}. */
  readonly keyring: Keyring;
  /** The header of the backend, and vault and provider of seeded randomness: equal fixtures, equal keys. */
  readonly keys: KeysOptions;
  /** A codec of its own randomness, for bytes that the suite itself seals. */
  readonly codec: PayloadCodec;
  /** Another store instance, with nothing remembered: what another process would have. */
  store(options?: OpenOptions): DialogueStore;
  /** Another keyring over the same keys: what another process would open. */
  openKeyring(): Promise<Keyring>;
  /** Administration of the same keys, with nothing remembered. */
  operations(options?: OperationsOptions): KeyOperations;
  /** What an administrator does after a restore, with nothing remembered. */
  recovery(options?: RecoveryTestOptions): Recovery;
  /** The same keys over the in-memory backend: what this backend is compared with. */
  reference(): Promise<DialogueFixture>;
}

/** A kit for the laws of the dialogue store: a backend's kit with keys. Made by {@link dialogueKit}. */
export type DialogueKit = Kit<DialogueFixture, Capabilities>;

/** A law of the commit log or of the DialogueStore. */
export type DialogueLaw = Law<DialogueFixture, Capabilities>;

/** What such a law works with. */
export type DialogueContext = LawContext<DialogueFixture, Capabilities>;
