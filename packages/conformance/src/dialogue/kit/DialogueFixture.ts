import type { AuditTrail, DialogueStore, Keyring, PartitionStore } from '@colloquy/core';
import type { PayloadCodec, Sources } from '@colloquy/core/testing';
import type { Fixture } from '../../kit/AdapterKit.ts';
import type { Capabilities } from '../../kit/Capabilities.ts';
import type { RawProbe } from '../../kit/RawProbe.ts';
import type { Closable, Kit } from '../../suite/Kit.ts';
import type { Law } from '../../suite/Law.ts';
import type { LawContext } from '../../suite/LawContext.ts';

/** How the suite opens a dialogue store. */
export interface OpenOptions {
  /** Instead of the fixture's own backend: a second client of it, or a decorator over it. */
  readonly backend?: PartitionStore;
  /** Time, randomness and waiting; by default seeded, and others for each store of a fixture. */
  readonly sources?: Sources;
  /** Stands before the codec. */
  readonly codecOf?: (codec: PayloadCodec) => PayloadCodec;
  /** Instead of the fixture's own keys. */
  readonly keyring?: Keyring;
  readonly actor?: string;
  /** Records what the store does with keys and payloads. */
  readonly audit?: AuditTrail;
  readonly maxAttempts?: number;
}

/** One empty backend, and dialogue stores over it. */
export interface DialogueFixture extends Closable {
  readonly adapter: Fixture;
  readonly backend: PartitionStore;
  readonly probe: RawProbe;
  readonly keyring: Keyring;
  /** A codec of its own randomness, for bytes that the suite itself seals. */
  readonly codec: PayloadCodec;
  /** Another store instance, with nothing remembered: what another process would have. */
  store(options?: OpenOptions): DialogueStore;
  /** The same keys over the in-memory backend: what this backend is compared with. */
  reference(): Promise<DialogueFixture>;
}

/** A kit for the laws of the dialogue store: a backend's kit with keys. Made by {@link dialogueKit}. */
export type DialogueKit = Kit<DialogueFixture, Capabilities>;

/** A law of the commit log or of the DialogueStore. */
export type DialogueLaw = Law<DialogueFixture, Capabilities>;

/** What such a law works with. */
export type DialogueContext = LawContext<DialogueFixture, Capabilities>;
