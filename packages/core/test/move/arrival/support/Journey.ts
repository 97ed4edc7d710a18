import { dialogueId, type DialogueId } from '../../../../src/address/DialogueId.ts';
import type { RecordKey } from '../../../../src/address/RecordKey.ts';
import { compareAscii, fromHex, sha256, sha256Hex, toHex, utf8Bytes } from '../../../../src/bytes/index.ts';
import { numbered } from '../../../../src/keyvalue/layout.ts';
import {
  attributesDigest,
  encodeBody,
  encodeHeader,
  entryHash,
  genesisHash,
  type EntryHeader,
} from '../../../../src/log/index.ts';
import { MemoryEngine, MemoryPartitionStore } from '../../../../src/memory/index.ts';
import type { ArrivalRequest } from '../../../../src/move/arrival/index.ts';
import type { BoundaryBody, Copied } from '../../../../src/move/boundaryBody.ts';
import { boundaryEntry } from '../../../../src/move/boundaryEntry.ts';
import { MoverKeys } from '../../../../src/move/MoverKeys.ts';
import { encodeResidenceText } from '../../../../src/move/residenceText.ts';
import type { Residence, ResidenceStatus } from '../../../../src/traits/MigrationPort.ts';
import type { LogEntry, StoredRecord } from '../../../../src/traits/PartitionStore.ts';
import { a, b, headerOf, mover, tenant } from '../../support/crossing.ts';

export const id: DialogueId = dialogueId('on-the-road');
export const movers = new MoverKeys([mover.verifier]);

/** One store of the two: `a`, where the dialogue begins, and `b`. */
export class Stop {
  readonly engine = new MemoryEngine();
  readonly backend = new MemoryPartitionStore({ engine: this.engine });
  readonly name;
  residence: Residence | null = null;
  /** n of the last `migrate.out` from here. */
  base = 0;
  whole = false;

  constructor(name: typeof a) {
    this.name = name;
  }

  /** Everything that is stored, byte for byte; without the row of the head, which is not copied. */
  async dump(): Promise<string> {
    const rows: string[] = [];
    for (const partition of [`log#${id}`, `dialogue#${id}`]) {
      const page = await this.engine.query({ partition, prefix: '', limit: Infinity });
      for (const { sort, item } of page.rows) if (sort !== '#head') rows.push(`${partition} ${sort} ${textOf(item)}`);
    }
    return rows.join('\n');
  }

  /** Keys of the records that are stored. */
  async keys(): Promise<readonly string[]> {
    const { rows } = await this.engine.query({ partition: `dialogue#${id}`, prefix: '', limit: Infinity });
    return rows.map(({ sort }) => sort).filter((sort) => sort !== '#head');
  }

  async numbers(): Promise<readonly number[]> {
    const { rows } = await this.engine.query({ partition: `log#${id}`, prefix: '', limit: Infinity });
    return rows.map(({ sort }) => Number(sort));
  }

  /** Changes what is stored, past every port. */
  async tamper(partition: 'record' | 'entry', sort: string | number, change: object | null): Promise<void> {
    const place = {
      partition: `${partition === 'record' ? 'dialogue' : 'log'}#${id}`,
      sort: typeof sort === 'number' ? numbered(sort) : sort,
    };
    const [item] = await this.engine.read([place]);
    if (change === null) await this.engine.remove([place]);
    else await this.engine.transact([{ action: 'put', ...place, item: { ...item, ...change } }]);
  }
}

function textOf(item: object): string {
  return JSON.stringify(item, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  );
}

export function recordOf(key: string, text: string): StoredRecord {
  const envelope = utf8Bytes(text);
  const attributes = { rank: text.length };
  return { key: key as RecordKey, digest: sha256Hex(envelope), attributes, envelope };
}

/** A dialogue of made-up entries that moves between two stores: everything that can be checked without a key is right. */
export class Journey {
  readonly stops = { a: new Stop(a), b: new Stop(b) };
  readonly log: LogEntry[] = [];
  readonly records = new Map<string, StoredRecord>();
  readonly #logId = sha256(utf8Bytes('log')).subarray(0, 16);
  #moves = 0;

  get n(): number {
    return this.log.length;
  }

  /** The records that should be there, in key order. */
  get expected(): readonly StoredRecord[] {
    return [...this.records.values()].toSorted((x, y) => compareAscii(x.key, y.key));
  }

  async commit(at: Stop, changes: Readonly<Record<string, string>>): Promise<void> {
    const n = this.n + 1;
    const previous = this.log.at(-1);
    const rows = Object.entries(changes)
      .map(([key, text]) => recordOf(key, text))
      .toSorted((x, y) => compareAscii(x.key, y.key));
    const body = encodeBody(
      rows.map(({ key, digest, attributes }) => ({ key, digest, attributesDigest: attributesDigest(attributes) })),
    );
    const own: EntryHeader = {
      n,
      kind: 'made-up',
      commitId: sha256(utf8Bytes(`commit ${n}`)).subarray(0, 16),
      prevHash: previous === undefined ? genesisHash(tenant, id, this.#logId) : entryHash(previous.header),
      time: n,
      actor: 'tests',
      changes: sha256(body),
      stateTag: sha256(body, utf8Bytes('tag')),
      tagOf: n,
      rootVersion: 1,
      dek: 1,
      dekMin: 1,
      epoch: 1,
      ...(n === 1 ? { logId: this.#logId } : {}),
    };
    const header = encodeHeader(own);
    const entry = { n, commitId: toHex(own.commitId), header, auth: sha256(header), body };
    const priors = rows.map((row) => ({ ...row, prior: this.records.get(row.key)?.digest ?? null }));
    const { outcome } = await at.backend.commit(id, { ...entry, changes: priors, checks: [] });
    if (outcome !== 'committed') throw new Error(outcome);
    this.log.push(entry);
    for (const row of rows) this.records.set(row.key, row);
  }

  /** Claim and leave: steps 2 and 3. Answers with what the arrival needs. */
  async depart(from: Stop, to: Stop): Promise<ArrivalRequest> {
    const moveId = toHex(sha256(utf8Bytes(`move ${(this.#moves += 1)}`)).subarray(0, 16));
    const { base } = to;
    const whole = to.whole && base > 0;
    const under = this.residence('importing', { moveId, other: from, base, whole, n: 0 });
    const before = await to.backend.migration.residence(id);
    await this.#change(to, { from: to.residence, to: under, head: before.head ?? null });
    const out = await this.#cross('migrate.out', moveId, from, to);
    const moved = this.residence('moved', { moveId, other: to, base: 0, whole: false, n: out.n });
    await this.#change(from, { from: null, to: moved, head: this.log.at(-2) ?? null, entry: out });
    Object.assign(from, { base: out.n, whole: true });
    return {
      id,
      source: from.backend,
      target: to.backend,
      under,
      base,
      whole,
      out: out.n,
      tenant,
      movers,
    };
  }

  /** Step 7. */
  async arrive(from: Stop, to: Stop, copied: Copied): Promise<void> {
    const { head } = await to.backend.migration.residence(id);
    const moveId = toHex(sha256(utf8Bytes(`move ${this.#moves}`)).subarray(0, 16));
    const entry = await this.#cross('migrate.in', moveId, from, to, { copied });
    await this.#change(to, { from: to.residence, to: null, head: head ?? null, entry });
  }

  /** Steps C1 to C3; answers with the residence of the aborted target. */
  async cancel(from: Stop, to: Stop): Promise<Residence> {
    const under = to.residence;
    if (under === null) throw new Error('There is nothing to cancel.');
    const { head } = await to.backend.migration.residence(id);
    const aborted = { ...under, status: 'aborted' as const };
    await this.#change(to, { from: under, to: aborted, head: head ?? null });
    const moveId = toHex(sha256(utf8Bytes(`move ${this.#moves}`)).subarray(0, 16));
    const entry = await this.#cross('migrate.cancel', moveId, from, to);
    await this.#change(from, { from: from.residence, to: null, head: this.log.at(-2) ?? null, entry });
    return aborted;
  }

  /** Any other transition without an entry. */
  async reside(at: Stop, status: ResidenceStatus): Promise<Residence> {
    const { residence } = at;
    if (residence === null) throw new Error('There is no residence.');
    const to = { ...residence, status };
    const { head } = await at.backend.migration.residence(id);
    await this.#change(at, { from: residence, to, head: head ?? null });
    return to;
  }

  residence(
    status: ResidenceStatus,
    text: { moveId: string; other: Stop; base: number; whole: boolean; n: number },
  ): Residence {
    const { other, ...rest } = text;
    return { status, move: encodeResidenceText({ ...rest, other: other.name, logId: toHex(this.#logId) }) };
  }

  /** A residence of another move of this dialogue. */
  another(status: ResidenceStatus, moveId: string): Residence {
    return this.residence(status, { moveId, other: this.stops.a, base: 0, whole: false, n: 0 });
  }

  async #cross(
    kind: 'migrate.out' | 'migrate.in' | 'migrate.cancel',
    moveId: string,
    from: Stop,
    to: Stop,
    more: Partial<BoundaryBody> = {},
  ): Promise<LogEntry> {
    const previous = this.log.at(-1);
    if (previous === undefined) throw new Error('There is no log.');
    const logId = toHex(this.#logId);
    const body = { dialogueId: id, tenant, logId, moveId, source: from.name, target: to.name, ...more };
    const commitId = fromHex(moveId) ?? new Uint8Array(16);
    const own = { signer: mover, actor: 'mover', time: 1, commitId: sha256(commitId, utf8Bytes(kind)).subarray(0, 16) };
    const entry = await boundaryEntry(headerOf(previous), kind, body, own);
    this.log.push(entry);
    return entry;
  }

  async #change(at: Stop, change: Parameters<typeof at.backend.migration.change>[1]): Promise<void> {
    const head = change.head && { n: change.head.n, commitId: change.head.commitId };
    const { changed } = await at.backend.migration.change(id, { ...change, head });
    if (!changed) throw new Error('The transition did not take place.');
    at.residence = change.to;
  }
}

/** A journey of three commits that has left `a` for `b`. */
export async function departed(): Promise<{ readonly journey: Journey; readonly move: ArrivalRequest }> {
  const journey = new Journey();
  const { a: from, b: to } = journey.stops;
  await journey.commit(from, { 'key#log#0001': 'root', 'key#dek#0001': 'data key', 'dialogue#main': 'title' });
  await journey.commit(from, { 'perspective#00#01': 'one', 'perspective#00#02': 'two', 'tension#01': 'hot' });
  await journey.commit(from, { 'perspective#00#01': 'one, revised', 'zeal#9': 'last' });
  return { journey, move: await journey.depart(from, to) };
}

/** Windows of three keys and batches of two rows: every limit is met. */
export const tight = { windowKeys: 3, batchRows: 2, batchBytes: 100_000 } as const;
