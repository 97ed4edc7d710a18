import type {
  AnalyticsBackend,
  DialogueList,
  MigrationBackend,
  PartitionStore,
  RepairBackend,
  StoreHeaderPort,
} from '@colloquy/core';
import type { Closable, Kit } from '../suite/Kit.ts';
import type { Law } from '../suite/Law.ts';
import type { LawContext } from '../suite/LawContext.ts';
import type { StepGate } from '../steps/StepGate.ts';
import type { Capabilities } from './Capabilities.ts';
import type { Metered } from './Metered.ts';
import type { RawProbe } from './RawProbe.ts';

/**
 * A store as a factory opens it: the trait, the place of its header, the list of its dialogues, a way to close it, and `analytics` where
 * the kit declares it.
 */
export type OpenStore = PartitionStore &
  Closable &
  DialogueList &
  AnalyticsBackend &
  RepairBackend &
  MigrationBackend & { readonly header: StoreHeaderPort };

/** How any process opens the data of a fixture. */
export interface Elsewhere {
  /** URL (`file:`) of a module that exports `openStore(config, reach?): Promise<OpenStore>`. */
  readonly module: string;
  /** Plain JSON for it. */
  readonly config: unknown;
  /**
   * True: `openStore` takes a function as its second argument and its store calls it before and after each physical request, so that
   * the suite can kill the process there.
   */
  readonly points?: boolean;
}

/** Something that stands in the way of every write, such as a lock held by somebody else or a full disk. */
export interface Obstacle {
  readonly name: string;
  /** Puts it there, and answers with how to take it away. */
  readonly place: () => Promise<() => Promise<void>>;
}

/** One empty store and everything that the suite needs around it. */
export interface Fixture extends Closable {
  readonly store: OpenStore;
  readonly probe: RawProbe;
  /** Another client of the same data: a second connection, a second instance. */
  second(): Promise<OpenStore>;
  /** Closes every client, then opens the data as a new process would. What is not durable is gone. */
  reopen(): Promise<OpenStore>;
  /** Owed when `stepped` is declared: a client each of whose physical requests passes the gate. */
  stepped?(gate: StepGate): Promise<OpenStore>;
  /** Owed when `measures` is declared: a client whose requests are listed. */
  metered?(): Promise<Metered>;
  /** Owed when `readOnly` is declared: a client of the same data that was opened to write nothing. */
  readOnly?(): Promise<OpenStore>;
  /** Owed when `processes` is declared. */
  readonly elsewhere?: Elsewhere;
  /** Ways to make a commit fail; at least one is owed unless the kit is `stepped`. */
  readonly obstacles?: readonly Obstacle[];
  /** Closes every client and deletes the data. Does not wait for clients that the suite holds at a gate. */
  close(): Promise<void>;
}

/**
 * What the author of a backend writes to have it judged.
 *
 * @example
 * const kit: AdapterKit = {
 *   name: 'my-backend',
 *   capabilities: { durable: true, processes: false, stepped: false },
 *   create: () => createFixture(),
 * };
 */
export type AdapterKit = Kit<Fixture, Capabilities>;

/** A law of the PartitionStore. */
export type StoreLaw = Law<Fixture, Capabilities>;

/** What a law of the PartitionStore works with. */
export type StoreContext = LawContext<Fixture, Capabilities>;
