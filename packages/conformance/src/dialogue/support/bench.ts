import type { DialogueStore } from '@colloquy/core';
import type { DialogueContext, DialogueFixture, OpenOptions } from '../kit/DialogueFixture.ts';
import { CodecSpy } from './CodecSpy.ts';
import { Forger } from './Forger.ts';
import { Ledger } from './Ledger.ts';
import { id } from './story.ts';

/** A fixture with a store whose calls are counted and whose plaintexts are known. */
export interface Bench {
  readonly fixture: DialogueFixture;
  readonly store: DialogueStore;
  readonly ledger: Ledger;
  readonly spy: CodecSpy;
  /** Forges what only a holder of the keys could write, in the dialogue of the laws. */
  readonly forger: Forger;
}

export async function openBench(t: DialogueContext, options: OpenOptions = {}): Promise<Bench> {
  return benchOf(await t.open(), options);
}

export function benchOf(fixture: DialogueFixture, options: OpenOptions = {}): Bench {
  const ledger = new Ledger();
  const spy = new CodecSpy();
  const backend = ledger.over(options.backend ?? fixture.backend);
  const store = fixture.store({ ...options, backend, codecOf: spy.over });
  return { fixture, store, ledger, spy, forger: new Forger(fixture, spy, id) };
}
