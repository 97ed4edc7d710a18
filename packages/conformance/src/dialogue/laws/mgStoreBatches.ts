import type { EncryptedBatch, LogEntry, MoveState, PartitionStore, RecordKey, StoredRecord } from '@colloquy/core';
import type { OpenStore } from '../../kit/AdapterKit.ts';
import type { RawRows } from '../../kit/RawProbe.ts';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { hexText } from '../support/crossing.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { restatus } from '../support/moving.ts';
import { bothWays, dyingAfter, oneWay, withPort, type Pair } from '../support/moves.ts';
import { hash, hexOf } from '../support/spec.ts';
import { expectUntouched, standingAt } from '../support/standing.ts';
import { id } from '../support/story.ts';

/** Of a batch. */
const mostRows = 99;
const mostBytes = 3 * 1024 * 1024;

function entryOf(n: number, bytes: number): LogEntry {
  const body = new Uint8Array(bytes).fill(n % 251);
  return { n, commitId: hexText('5'), header: Uint8Array.of(n % 251, 7), body, auth: new Uint8Array(32) };
}

function recordOf(at: number): StoredRecord {
  const envelope = Uint8Array.of(at, 1, 2, 3);
  const key = `zeal#${String(at).padStart(4, '0')}` as RecordKey;
  return { key, digest: hexOf(hash(envelope)), attributes: {}, envelope };
}

function bytesOfBatch({ records, entries }: EncryptedBatch): number {
  const ofEntries = entries.map(({ header, body, auth }) => header.byteLength + body.byteLength + auth.byteLength);
  return [...ofEntries, ...records.map(({ envelope }) => envelope.byteLength)].reduce((sum, each) => sum + each, 0);
}

/** A backend whose pages of the log end by their rows alone: a page may hold more than a batch does (PS-LOG-02). */
function ofLongPages(backend: OpenStore): OpenStore {
  const log: PartitionStore['log'] = async (of, from, limit, options) => {
    let page = await backend.log(of, from, limit, options);
    const entries = [...page.entries];
    while (page.next !== undefined && entries.length < limit) {
      page = await backend.log(of, page.next, limit - entries.length, options);
      entries.push(...page.entries);
    }
    return Object.assign(page, { entries });
  };
  return { ...backend, ...intercept(backend, { log: (_forward, ...args) => log(...args) }) };
}

/** Every batch, each asked of a store that knows nothing yet. */
async function exported(pair: Pair, most: number, backend?: OpenStore): Promise<readonly EncryptedBatch[]> {
  const batches: EncryptedBatch[] = [];
  let cursor: string | undefined;
  do {
    const batch = await pair.steps(pair.source, backend).exportEncryptedBatch(id, cursor);
    batches.push(batch);
    ({ cursor } = batch);
  } while (cursor !== undefined && batches.length <= most);
  return batches;
}

async function expectExported(
  t: DialogueContext,
  pair: Pair,
  rows: RawRows,
  message: string,
  backend?: OpenStore,
): Promise<void> {
  const all = rows.log.length + rows.records.length;
  const batches = await exported(pair, all + 2, backend);
  for (const [at, batch] of batches.entries()) {
    const { entries, records, head, dialogueId } = batch;
    const count = entries.length + records.length;
    const what = `${message}, batch ${at}`;
    t.equal(dialogueId, id, 'other-dialogue', what);
    t.check(count <= mostRows && bytesOfBatch(batch) <= mostBytes, 'too-much', { message: what, actual: count });
    t.check(count > 0 || all === 0, 'too-little', { message: what });
    t.check(entries.length === 0 || records.length === 0, 'mixed', { message: what });
    t.equal(head, at === batches.length - 1 ? rows.head : undefined, 'other-head', what);
  }
  t.equal(
    batches.flatMap(({ entries }) => entries),
    rows.log,
    'other-rows',
    `${message}, log`,
  );
  t.equal(
    batches.flatMap(({ records }) => records),
    rows.records,
    'other-rows',
    `${message}, records`,
  );
}

export const mgStoreBatchLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-STORE-02',
    title: 'log and records as they lie there, each once, 99 rows and 3 MiB at a time, and the head behind them',
    run: async (t) => {
      await oneWay(t, 'source', async (pair) => {
        const { probe } = pair.source.fixture;
        const rows = async (): Promise<RawRows> => (await standingAt(pair.source)).rows;
        await expectExported(t, pair, await rows(), 'active');
        await endOf(() => pair.mover(dyingAfter('leave')).start(id));
        await expectExported(t, pair, await rows(), 'moved');
        const { n } = await standingAt(pair.source);
        for (let at = 1; at <= 120; at++) await probe.putEntry(id, entryOf(n + at, 10));
        for (let at = 1; at <= 120; at++) await probe.putRecord(id, recordOf(at));
        await expectExported(t, pair, await rows(), 'many rows');
        for (let at = 1; at <= 60; at++) await probe.putEntry(id, entryOf(n + at, 64_000));
        await expectExported(t, pair, await rows(), 'large rows');
        await expectExported(t, pair, await rows(), 'long pages', ofLongPages(pair.source.fixture.backend));
      });
    },
  },
  {
    clause: 'MG-STORE-02',
    title:
      'what is on its way is given too, and nothing where there is nothing; a cursor that no batch gave is refused',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const turned = pair.turned();
        const nothing = { head: undefined, log: [], records: [], leftovers: 0 };
        await expectExported(t, turned, nothing, 'absent');
        await endOf(() => pair.mover(dyingAfter('copy')).start(id));
        await expectExported(t, turned, (await standingAt(pair.target)).rows, 'importing');
        await pair.mover().cancel(id);
        await expectExported(t, turned, nothing, 'aborted');
        for (const cursor of ['', 'x', 'e', 'e0', 'e01', 'e-1', 'e1.5', 'r#', 'r\u0000', '1']) {
          const call = () => pair.steps(pair.source).exportEncryptedBatch(id, cursor);
          await expectEnd(t, call, 'invalid_argument', 'accepted', JSON.stringify(cursor));
        }
      });
    },
  },
  {
    clause: 'MG-STORE-03',
    title: 'a batch is written under the claim of its move, over whatever stands there, and under nothing else',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const { source, target } = pair;
        const before = (await standingAt(source)).rows;
        const [first, second] = [sure(before.records[0]), sure(before.records[1])];
        const batch = { records: [first, second], entries: [sure(before.log[0])] };
        const refused = async (at: 'source' | 'target', moveId: string, status: MoveState): Promise<void> => {
          const call = () => pair.steps(pair[at]).importEncryptedBatch(id, moveId, batch);
          const { written, status: told } = await expectUntouched(t, pair[at], call, status);
          t.equal([written, told], [false, status], 'other-answer', status);
        };
        await refused('target', hexText('1'), 'absent');
        await refused('source', hexText('1'), 'active');
        await endOf(() => pair.mover(dyingAfter('leave')).start(id));
        const moveId = String((await standingAt(target)).text?.['moveId']);
        await refused('source', moveId, 'moved');
        await refused('target', hexText('0'), 'importing');
        const { records, entries } = batch;
        for (const again of [false, true]) {
          if (again) await target.fixture.probe.putRecord(id, { ...second, key: first.key });
          const answer = await pair.steps(target).importEncryptedBatch(id, moveId, batch);
          t.equal([answer.dialogueId, answer.written, answer.status], [id, true, 'importing'], 'other-answer');
          const { rows } = await standingAt(target);
          t.equal([rows.head, rows.log, rows.records], [undefined, entries, records], 'other-rows');
        }
        const many = { entries: [], records: Array.from({ length: mostRows + 1 }, (_, at) => recordOf(at)) };
        const tooMany = () => endOf(() => pair.steps(target).importEncryptedBatch(id, moveId, many));
        t.equal(await expectUntouched(t, target, tooMany, 'too many'), 'limit_exceeded', 'other-answer');
        const large = { records: [], entries: Array.from({ length: 50 }, (_, at) => entryOf(at + 1, 64_000)) };
        const tooMuch = () => endOf(() => pair.steps(target).importEncryptedBatch(id, moveId, large));
        t.equal(await expectUntouched(t, target, tooMuch, 'too much'), 'limit_exceeded', 'other-answer');
        const aborts = withPort(target.fixture.backend, async (name, act) => {
          if (name === 'writeBatch') await restatus(target.fixture, 'aborted');
          return act();
        });
        const late = await pair
          .steps(target, aborts)
          .importEncryptedBatch(id, moveId, { records: [recordOf(0)], entries: [] });
        t.equal([late.written, late.status], [false, 'aborted'], 'other-answer', 'aborted meanwhile');
        t.equal((await standingAt(target)).rows.records, records, 'other-rows', 'aborted meanwhile');
        await refused('target', moveId, 'aborted');
      });
    },
  },
];
