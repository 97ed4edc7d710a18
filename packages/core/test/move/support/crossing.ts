import { createPrivateKey } from 'node:crypto';
import { noteSigner } from '../../../src/checkpoint/NoteSigner.ts';
import { parseHeader } from '../../../src/log/index.ts';
import { BoundaryChain } from '../../../src/move/BoundaryChain.ts';
import type { BoundaryBody, BoundaryKind, StoreName } from '../../../src/move/boundaryBody.ts';
import { boundaryEntry } from '../../../src/move/boundaryEntry.ts';
import { MoverKeys } from '../../../src/move/MoverKeys.ts';
import type { LogEntry } from '../../../src/traits/PartitionStore.ts';
import { readLog } from '../../../src/verify/readLog.ts';
import { id, KeyBench } from '../../operations/support/bench.ts';

export { id };
export const tenant = 'tests';
export const a: StoreName = { place: 'a'.repeat(32), name: 'a' };
export const b: StoreName = { place: 'b'.repeat(32), name: 'b' };
export const c: StoreName = { place: 'c'.repeat(32), name: 'c' };
export const copied = { records: 3, bytes: 1000, digest: 'd'.repeat(64) };

/** Ed25519 over a seed of equal bytes (RFC 8410). */
export function signerOf(name: string, seed: number) {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const der = Buffer.concat([prefix, Buffer.alloc(32, seed)]);
  return noteSigner(name, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
}

export const mover = signerOf('tests/mover', 1);

/** The log of a real dialogue, of three commits. */
export async function realLog(): Promise<readonly LogEntry[]> {
  const bench = new KeyBench();
  const store = await bench.store();
  await store.create(id, { title: 'On the move' });
  await store.registerExpert(id, { slug: 'muffin', role: 'Packer', tier: 'Core', source: 'pool', relevance: 1 });
  await store.registerExpert(id, { slug: 'scone', role: 'Porter', tier: 'Core', source: 'pool', relevance: 1 });
  const log: LogEntry[] = [];
  for await (const entry of readLog(bench.backend, id)) log.push(entry);
  return log;
}

export function logIdOf(log: readonly LogEntry[]): string {
  const logId = log[0] && parseHeader(log[0].header)?.logId;
  return Buffer.from(logId ?? []).toString('hex');
}

export function headerOf(entry: LogEntry) {
  const header = parseHeader(entry.header);
  if (header === undefined) throw new Error(`Entry ${entry.n} has no header.`);
  return { header, bytes: entry.header };
}

export interface Crossing {
  readonly kind: BoundaryKind;
  readonly move: string;
  readonly source: StoreName;
  readonly target: StoreName;
  readonly more?: Partial<BoundaryBody>;
}

/** The log with one more entry. */
export async function cross(log: readonly LogEntry[], crossing: Crossing, signer = mover): Promise<LogEntry[]> {
  const { kind, move, source, target, more = {} } = crossing;
  const previous = log.at(-1);
  if (previous === undefined) throw new Error('There is no log.');
  const body: BoundaryBody = {
    dialogueId: id,
    tenant,
    logId: logIdOf(log),
    moveId: move.repeat(32),
    source,
    target,
    ...(kind === 'migrate.in' ? { copied } : {}),
    ...more,
  };
  const own = { signer, actor: 'mover', time: 1, commitId: new Uint8Array(16).fill(log.length) };
  return [...log, await boundaryEntry(headerOf(previous), kind, body, own)];
}

export function chainOf(log: readonly LogEntry[], pinned = [mover.verifier]): BoundaryChain {
  const chain = new BoundaryChain(id, tenant, new MoverKeys(pinned));
  for (const entry of log) chain.add(entry);
  return chain;
}
