import { compareAscii, decodeStoreHeader, type DialogueId, type MoveState, type RegisteredMove } from '@colloquy/core';
import type { RawRows } from '../../../../src/kit/RawProbe.ts';
import { headerOf } from '../../../../src/dialogue/support/keyWork.ts';
import { sure } from '../../../../src/dialogue/support/errors.ts';
import type { Side, SideName, Stage } from './Stage.ts';

/** What one store holds of a dialogue, by its rows. */
export interface SideLook {
  /** `contradicted`: left by its log, and no residence says so. */
  readonly state: MoveState | 'contradicted';
  readonly rows: RawRows;
  /** Every byte of it, as one text: equal texts, equal bytes. */
  readonly dump: string;
  /** True: the header of the store knows the other one. */
  readonly hasPeer: boolean;
}

/** What is there, when nobody is at work. */
export interface Look extends Readonly<Record<SideName, SideLook>> {
  /** What the register keeps of the dialogue, ascending. */
  readonly registered: readonly RegisteredMove[];
}

export async function lookAt(stage: Stage, id: DialogueId): Promise<Look> {
  const [source, target] = [await sideLook(stage.source, id), await sideLook(stage.target, id)];
  return { source, target, registered: await registered(stage, id) };
}

async function sideLook({ store, fixture }: Side, id: DialogueId): Promise<SideLook> {
  const { head, residence } = await sure(store.migration).residence(id);
  const rows = await fixture.probe.rows(id);
  const { peers = [] } = decodeStoreHeader(sure(await store.header.read()));
  const kind = head && headerOf(head.header).kind;
  const state =
    residence?.status ?? (kind === undefined ? 'absent' : kind === 'migrate.out' ? 'contradicted' : 'active');
  return { state, rows, dump: textOf({ rows, residence }), hasPeer: peers.length > 0 };
}

async function registered({ register }: Stage, id: DialogueId): Promise<readonly RegisteredMove[]> {
  const found: RegisteredMove[] = [];
  for (const { logId, entry } of await register.latest(id)) {
    for (let n = 1; n <= entry.n; n++) {
      const move = await register.entryAt(id, logId, n);
      if (move !== undefined) found.push(move);
    }
  }
  return found;
}

/** Anything of plain data and bytes as text: equal texts, equal data, in whatever order a driver gives its fields. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (each instanceof Uint8Array)
      return Buffer.from(each.buffer, each.byteOffset, each.byteLength).toString('base64');
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => compareAscii(a, b)));
  });
}

export function kindOf({ header }: { readonly header: Uint8Array }): string {
  return headerOf(header).kind;
}
