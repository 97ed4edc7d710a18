import {
  MemoryMoveRegister,
  readMove,
  type DialogueStore,
  type LogEntry,
  type MoveRegister,
  type RegisteredMove,
} from '@colloquy/core';
import type { RawRows } from '../../kit/RawProbe.ts';
import type { DialogueContext, DialogueFixture } from '../kit/DialogueFixture.ts';
import { nameOf, sure } from './errors.ts';
import { keyed } from './keyWork.ts';
import { mover, there, type Place } from './crossing.ts';
import { crossing, here, leave, settleAt } from './moving.ts';
import { layDown } from './torn.ts';
import { id, perform } from './story.ts';

/*
 * Dialogues that moved, and a register that knows of it: what the laws of the register look at.
 */

export const trusted = { movers: [mover.verifier] };
export const first = { move: 'd', source: here, target: there };
export const note = { method: 'setDialogueStatus', input: { status: 'converging' } } as const;

export async function published(register: MoveRegister, entry: LogEntry): Promise<void> {
  await register.put(sure(readMove(entry)));
}

/** A store at a place that holds these rows: what a restore or a copy makes of them. */
export async function holding(t: DialogueContext, rows: RawRows, at: Place): Promise<DialogueFixture> {
  const fixture = await t.open();
  await settleAt(fixture, at);
  await layDown(fixture.probe, rows);
  return fixture;
}

export async function opened(fixture: DialogueFixture, register?: MoveRegister): Promise<DialogueStore> {
  const keyring = await fixture.openKeyring();
  return fixture.store({ keyring, trusted, ...(register === undefined ? {} : { register }) });
}

/** Rows with an entry more, which is the head: as a mover would have written it. */
export function withEntry(rows: RawRows, entry: LogEntry): RawRows {
  return { ...rows, head: entry, log: [...rows.log, entry] };
}

/** A dialogue that left for another store and went on there, and a register that knows: of the first step alone, or of both. */
export async function departed(t: DialogueContext, isArrivalKnown: boolean) {
  const register = new MemoryMoveRegister();
  const source = await keyed(t);
  await settleAt(source, here);
  const before = await source.probe.rows(id);
  const out = await leave(source, first);
  await published(register, out);
  const left = await source.probe.rows(id);
  const entry = crossing(left.log, { ...first, kind: 'migrate.in' });
  if (isArrivalKnown) await published(register, entry);
  const target = await holding(t, withEntry(left, entry), there);
  await perform(await opened(target), id, note);
  return { register, source, target, before, out, entry };
}

export async function refusal(t: DialogueContext, call: () => Promise<unknown>): Promise<readonly [string, object]> {
  const error: unknown = await t.rejects(call, 'not-refused');
  return [nameOf(error), (error as { context: object }).context];
}

/** Counts how often it is asked, and may do something before it answers. */
export function watched(register: MoveRegister, before: () => Promise<void> = async () => undefined) {
  const asked = { latest: 0 };
  const watching: MoveRegister = {
    put: (...call) => register.put(...call),
    abandon: (...call) => register.abandon(...call),
    entryAt: (...call) => register.entryAt(...call),
    latest: async (...call): Promise<readonly RegisteredMove[]> => {
      asked.latest += 1;
      await before();
      return register.latest(...call);
    },
  };
  return { asked, register: watching };
}
