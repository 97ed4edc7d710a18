import type { DialogueId, KeyVault, StoredRecord } from '@colloquy/core';
import type { OpenStore } from '../../kit/AdapterKit.ts';
import { StepGate, type StepFaults } from '../../steps/StepGate.ts';
import type { DialogueContext, DialogueFixture, OperationsOptions } from '../kit/DialogueFixture.ts';
import { sure } from './errors.ts';
import { bytesOf, hexOf } from './spec.ts';
import { beginning, id, perform, performAll, perspective, tension } from './story.ts';

/*
 * What the laws of key operations look at: headers, versions and epochs as they stand in the bytes.
 */

export interface KeyHeader {
  readonly n: number;
  readonly kind: string;
  readonly dek: number;
  readonly dekMin: number;
  readonly epoch: number;
  readonly erased?: number;
}

export function headerOf(header: Uint8Array): KeyHeader {
  return JSON.parse(Buffer.from(header).toString('utf8')) as KeyHeader;
}

/** The header of the head. */
export async function headOf({ probe }: DialogueFixture, dialogue: DialogueId = id): Promise<KeyHeader> {
  return headerOf(sure((await probe.rows(dialogue)).head).header);
}

export async function recordsOf(
  { probe }: DialogueFixture,
  dialogue: DialogueId = id,
): Promise<ReadonlyMap<string, StoredRecord>> {
  return new Map((await probe.rows(dialogue)).records.map((record) => [record.key, record]));
}

/** Of the entries after n. */
export async function kindsAfter({ probe }: DialogueFixture, n: number, dialogue: DialogueId = id): Promise<string[]> {
  return (await probe.rows(dialogue)).log.filter((entry) => entry.n > n).map(({ header }) => headerOf(header).kind);
}

/** Keys that an entry says it changes. */
export function keysOf(body: Uint8Array): readonly string[] {
  return (JSON.parse(Buffer.from(body).toString('utf8')) as string[][]).map(([key]) => sure(key));
}

/** Bytes 4 to 8 of an envelope: the version of the data key of a record, the epoch of a wrap. */
export function numberIn({ envelope }: StoredRecord): number {
  return Buffer.from(envelope).readUInt32BE(4);
}

export function isWrap(key: string): boolean {
  return key.startsWith('key#');
}

const tombstone = `00${hexOf(bytesOf('colloquy/v1/tombstone'))}`;

/** The bytes, and no attributes. */
export function isTombstone({ envelope, attributes }: StoredRecord): boolean {
  return hexOf(envelope) === tombstone && Object.keys(attributes).length === 0;
}

/** A dialogue with two experts, a round, two perspectives and a tension; the tension by a repeatable call. */
export async function keyed(t: DialogueContext): Promise<DialogueFixture> {
  const fixture = await t.open();
  await fill(fixture);
  return fixture;
}

export const operationId = 'op-tension';

export async function fill(fixture: DialogueFixture): Promise<void> {
  const store = fixture.store();
  await performAll(store, id, [...beginning, perspective, perspective]);
  await perform(store, id, tension, { operationId });
}

/** n of the commit that registered the tension. */
export const tensionN = beginning.length + 3;

/** Nobody throws these: the vault of a test has no failures of its own. */
const faults: StepFaults = {
  refused: () => new Error('the vault was not reached'),
  lost: () => new Error('the answer of the vault was lost'),
};

function steppedVault(vault: KeyVault, gate: StepGate): KeyVault {
  return {
    get: (...call) => gate.pass('read', () => vault.get(...call), faults),
    putIfAbsent: (...call) => gate.pass('write', () => vault.putIfAbsent(...call), faults),
    remove: (...call) => gate.pass('write', () => vault.remove(...call), faults),
    epochs: (...call) => gate.pass('read', () => vault.epochs(...call), faults),
  };
}

/** An administrator each of whose requests, of backend, header and vault, is held. */
export async function steppedAdministrator(
  t: DialogueContext,
  fixture: DialogueFixture,
  options: OperationsOptions = {},
): Promise<{
  readonly gate: StepGate;
  readonly backend: OpenStore;
  readonly operations: ReturnType<DialogueFixture['operations']>;
}> {
  const { gate, backend } = await steppedBackend(t, fixture);
  const keys = { header: backend.header, vault: steppedVault(fixture.keys.vault, gate) };
  return { gate, backend, operations: fixture.operations({ ...options, backend, keys }) };
}

export async function steppedBackend(
  t: DialogueContext,
  { adapter }: DialogueFixture,
): Promise<{ readonly gate: StepGate; readonly backend: OpenStore }> {
  const gate = new StepGate();
  const stepped = t.owed(adapter.stepped, 'stepped, because the kit declares it');
  return { gate, backend: await stepped.call(adapter, gate) };
}
