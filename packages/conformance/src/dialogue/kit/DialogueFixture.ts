import type { DialogueStore, Keyring, PartitionStore, PayloadCodec } from '@colloquy/core';
import type { Sources } from '@colloquy/core/testing';
import type { Fixture } from '../../kit/AdapterKit.ts';
import type { Capabilities } from '../../kit/Capabilities.ts';
import type { RawProbe } from '../../kit/RawProbe.ts';
import type { Closable, Kit } from '../../suite/Kit.ts';
import type { Law } from '../../suite/Law.ts';
import type { LawContext } from '../../suite/LawContext.ts';

/** Where random bytes come from. The suite gives seeded ones, so that equal calls write equal bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** What stands between core and the bytes of a payload. Injected: this package holds nothing that could write plaintext. */
export interface DialogueParts {
  /** A codec that takes everything random from the given source. */
  readonly codec: (randomBytes: RandomBytes) => PayloadCodec;
  /** The keys of one store, opened. With equal random bytes, equal keys. */
  readonly keyring: (randomBytes: RandomBytes) => Promise<Keyring>;
}

/** How the suite opens a dialogue store. */
export interface OpenOptions {
  /** Instead of the fixture's own backend: a second client of it, or a decorator over it. */
  readonly backend?: PartitionStore;
  /** Time, randomness and waiting; by default seeded, and others for each store of a fixture. */
  readonly sources?: Sources;
  /** Stands before the codec. */
  readonly codecOf?: (codec: PayloadCodec) => PayloadCodec;
  readonly actor?: string;
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
  /** The same keys and codec over the in-memory backend: what this backend is compared with. */
  reference(): Promise<DialogueFixture>;
}

/** A kit for the laws of the dialogue store: a backend's kit, a codec and keys. Made by {@link dialogueKit}. */
export type DialogueKit = Kit<DialogueFixture, Capabilities>;

/** A law of the commit log or of the DialogueStore. */
export type DialogueLaw = Law<DialogueFixture, Capabilities>;

/** What such a law works with. */
export type DialogueContext = LawContext<DialogueFixture, Capabilities>;
