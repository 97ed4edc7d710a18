import { randomBytes } from 'node:crypto';
import type { DialogueStore, PartitionStore } from '@colloquy/core';
import { createTestDialogueStore, createTestKeyring, seededSources } from '@colloquy/core/testing';
import { estimateCapacity, openDynamoStore, type Capacity } from '../../src/index.ts';
import { countingClient } from './countingClient.ts';
import { departures } from './departures.ts';

/** A store over a table of its own and one that computes, given the same calls. With equal sources both hold equal bytes. */
export interface Twins extends AsyncDisposable {
  /** Makes a call on both backends. */
  readonly call: (run: (backend: PartitionStore) => Promise<unknown>) => Promise<Compared>;
  /** Makes a call on both dialogue stores. */
  readonly perform: (run: (store: DialogueStore) => Promise<unknown>) => Promise<Compared>;
  /** Dialogue stores that know nothing yet: of keys, of heads. */
  readonly forget: () => Promise<void>;
}

export interface Compared {
  readonly measured: Capacity;
  readonly computed: Capacity;
  /** In which they are not equal. */
  readonly departures: readonly string[];
}

/** @param change - see {@link countingClient} */
export async function openTwins(change?: (input: object) => object): Promise<Twins> {
  const counting = countingClient(change);
  const backend = await openDynamoStore({ table: `twins-${randomBytes(6).toString('hex')}`, client: counting.client });
  const estimate = estimateCapacity();
  counting.take();
  const open = async (over: PartitionStore): Promise<DialogueStore> => {
    const keyring = await createTestKeyring({ randomBytes: seededSources({ seed: 1 }).randomBytes });
    return createTestDialogueStore({ backend: over, keyring, sources: seededSources({ seed: 2 }) });
  };
  let real = await open(backend);
  let imagined = await open(estimate.store);
  const compared = async (first: Promise<unknown>, second: () => Promise<unknown>): Promise<Compared> => {
    await first;
    await second();
    const [measured, computed] = [counting.take(), estimate.take()];
    return { measured, computed, departures: departures(measured, computed) };
  };
  return {
    call: (run) => compared(run(backend), () => run(estimate.store)),
    perform: (run) => compared(run(real), () => run(imagined)),
    forget: async () => {
      real = await open(backend);
      imagined = await open(estimate.store);
    },
    [Symbol.asyncDispose]: async () => {
      await backend.close();
      counting[Symbol.dispose]();
    },
  };
}
