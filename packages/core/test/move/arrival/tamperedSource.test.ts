import { describe, expect, test } from 'vitest';
import { sha256Hex, utf8Bytes } from '../../../src/bytes/index.ts';
import { encodeHeader, entryHash } from '../../../src/log/index.ts';
import { copyDialogue, judgeSource } from '../../../src/move/arrival/index.ts';
import { boundaryText } from '../../../src/move/boundaryEntry.ts';
import { MoverKeys } from '../../../src/move/MoverKeys.ts';
import { headerOf, mover, signerOf, tenant } from '../support/crossing.ts';
import { failure } from './support/failure.ts';
import { departed, id, Journey, movers, recordOf, tight, type Stop } from './support/Journey.ts';
import { pagesOf, watched } from './support/watched.ts';

const address = `dialogue:${id}/entity:tension/01`;
const hot = recordOf('tension#01', 'hot');
const cold = recordOf('tension#01', 'icy');

/** What a copy and a judgement say of it, which must be the same; and what is at the target after the copy. */
async function copied(tamper: (source: Stop, journey: Journey) => Promise<void>) {
  const { journey, move } = await departed();
  const { a, b } = journey.stops;
  await tamper(a, journey);
  const [said, judged] = [
    await failure(copyDialogue({ ...move, limits: tight })),
    await failure(judgeSource({ id, source: a.backend, tenant, movers, limits: tight })),
  ];
  return { said, judged, keys: await b.keys(), numbers: await b.numbers() };
}

describe('a record of the source', () => {
  const logged = { n: 2, digest: hot.digest };
  test.each<[string, object | null, object]>([
    [
      'has other bytes',
      { envelope: cold.envelope },
      { n: 2, logged, found: { digest: cold.digest, storedDigest: hot.digest } },
    ],
    [
      'has other bytes, and a digest that fits',
      cold,
      { n: 2, logged, found: { digest: cold.digest, storedDigest: cold.digest } },
    ],
    [
      'has another digest beside its bytes',
      { digest: cold.digest },
      { n: 2, logged, found: { digest: hot.digest, storedDigest: cold.digest } },
    ],
    ['has another attribute', { attributes: { rank: 4 } }, { n: 2, logged, found: { digest: hot.digest } }],
    ['has one attribute more', { attributes: { rank: 3, more: true } }, { n: 2, logged }],
    ['has no attributes', { attributes: {} }, { n: 2, logged }],
    ['has an attribute of another type', { attributes: { rank: '3' } }, { n: 2, logged }],
    [
      'has an attribute without a form',
      { attributes: { rank: '\ud800' } },
      { n: 2, logged, found: { attributesDigest: undefined } },
    ],
    ['is missing', null, { n: 2, logged, found: null }],
  ])('%s: it stops before its batch', async (_, change, expected) => {
    const { said, judged, keys, numbers } = await copied(async (source) =>
      source.tamper('record', 'tension#01', change),
    );
    expect(said).toMatchObject({
      code: 'integrity_error',
      reason: 'source_record',
      dialogueId: id,
      key: 'tension#01',
      address,
      ...expected,
    });
    expect(judged).toEqual(said);
    // The batch before went out with what is right, and nothing behind it.
    expect(numbers).toEqual([1, 2, 3, 4]);
    expect(keys).toEqual(['dialogue#main', 'key#dek#0001', 'key#log#0001', 'perspective#00#01']);
  });

  test.each(['aaa#1', 'perspective#00#01~', 'tension#02', 'zeal#9~'])(
    '%s is there, and no entry wrote it',
    async (key) => {
      const extra = recordOf(key, 'smuggled');
      const { said, judged, keys } = await copied(async (source) => source.tamper('record', key, extra));
      const where = key.split('#', 1)[0] ?? '';
      expect(said).toMatchObject({
        code: 'integrity_error',
        reason: 'source_record',
        address: `dialogue:${id}/entity:${where}/${key.slice(where.length + 1)}`,
        logged: null,
        found: { digest: sha256Hex(utf8Bytes('smuggled')) },
      });
      expect('n' in said).toBe(false);
      expect(judged).toEqual(said);
      expect(keys).not.toContain(key);
    },
  );

  test('is the version of an older entry', async () => {
    const { said } = await copied(async (source) =>
      source.tamper('record', 'perspective#00#01', recordOf('perspective#00#01', 'one')),
    );
    expect(said).toMatchObject({ reason: 'source_record', n: 3, found: { digest: sha256Hex(utf8Bytes('one')) } });
  });

  test('is changed between two batches', async () => {
    const { journey, move } = await departed();
    const { a, b } = journey.stops;
    const target = watched(b, {
      before: async (call) => {
        if (call === 'writeBatch') await a.tamper('record', 'zeal#9', { envelope: cold.envelope });
      },
    });
    expect(
      await failure(copyDialogue({ ...move, limits: tight, source: watched(a, pagesOf(2)), target })),
    ).toMatchObject({
      reason: 'source_record',
      key: 'zeal#9',
      n: 3,
    });
    expect(await b.keys()).not.toContain('zeal#9');
  });

  test('that is no part of a tail is judged all the same', async () => {
    const { journey, move } = await departed();
    const { a } = journey.stops;
    await a.tamper('record', 'tension#01', { envelope: cold.envelope });
    expect(await failure(copyDialogue({ ...move, whole: true }))).toMatchObject({ reason: 'source_record', address });
  });
});

describe('the log of the source', () => {
  test.each<[string, (source: Stop, journey: Journey) => Promise<void>, object]>([
    ['lacks its first entry', async (source) => source.tamper('entry', 1, null), { n: 1, why: 'missing' }],
    ['lacks an entry', async (source) => source.tamper('entry', 2, null), { n: 2, why: 'missing' }],
    [
      'has two entries in the other order',
      async (source, { log }) => {
        await source.tamper('entry', 2, log[2] ?? {});
        await source.tamper('entry', 3, log[1] ?? {});
      },
      { n: 2, why: 'missing' },
    ],
    ['has another body', async (source) => source.tamper('entry', 2, { body: utf8Bytes('[]') }), { n: 2, why: 'body' }],
    [
      'has a header that no core wrote',
      async (source) => source.tamper('entry', 2, { header: utf8Bytes('{}') }),
      { n: 2, why: 'malformed' },
    ],
    [
      'has another commit id beside its header',
      async (source) => source.tamper('entry', 2, { commitId: '0'.repeat(32) }),
      { n: 2, why: 'malformed' },
    ],
    [
      'has an entry that was written anew',
      async (source, { log }) => {
        const { header } = headerOf(log[1] ?? failed());
        await source.tamper('entry', 2, { header: encodeHeader({ ...header, time: 9 }) });
      },
      { n: 3, why: 'link' },
    ],
    [
      'has another genesis',
      async (source, { log }) => {
        const { header } = headerOf(log[0] ?? failed());
        await source.tamper('entry', 1, { header: encodeHeader({ ...header, logId: new Uint8Array(16) }) });
      },
      { n: 1, why: 'genesis' },
    ],
    [
      'has a MAC of another length',
      async (source) => source.tamper('entry', 2, { auth: new Uint8Array(31) }),
      { n: 2, why: 'signature' },
    ],
    [
      'has a forged signature',
      async (source, { log }) => {
        const auth = log[3]?.auth.slice() ?? failed();
        auth[40] = (auth[40] ?? 0) ^ 1;
        await source.tamper('entry', 4, { auth });
      },
      { n: 4, why: 'signature' },
    ],
    [
      'has a migrate.out with another state, signed',
      async (source, { log }) => {
        const entry = log[3] ?? failed();
        const header = encodeHeader({ ...headerOf(entry).header, epoch: 2 });
        const auth = Buffer.concat([entry.auth.subarray(0, 4), await mover.sign(boundaryText(entryHash(header)))]);
        await source.tamper('entry', 4, { header, auth: new Uint8Array(auth) });
      },
      { n: 4, why: 'state' },
    ],
  ])('%s: nothing is written', async (_, tamper, expected) => {
    const { said, judged, keys, numbers } = await copied(tamper);
    expect(said).toMatchObject({ code: 'integrity_error', reason: 'source_log', dialogueId: id, ...expected });
    expect(judged).toEqual(said);
    expect([...keys, ...numbers]).toEqual([]);
  });

  test('lacks migrate.out, which its head names', async () => {
    const { said, judged, numbers } = await copied(async (source) => source.tamper('entry', 4, null));
    expect(said).toMatchObject({ reason: 'source_log', n: 4, why: 'missing' });
    expect(judged).toEqual(said);
    expect(numbers).toEqual([]);
  });

  test('is signed by a key that nobody pinned, or by none', async () => {
    const { journey, move } = await departed();
    for (const keys of [[], [signerOf('tests/stranger', 2).verifier]]) {
      expect(await failure(copyDialogue({ ...move, movers: new MoverKeys(keys) }))).toMatchObject({
        code: 'integrity_error',
        reason: 'mover_unknown',
        n: 4,
      });
    }
    expect(await journey.stops.b.dump()).toBe('');
  });

  test('does not end with migrate.out of this move', async () => {
    const { journey, move } = await departed();
    const other = journey.another('importing', 'f'.repeat(32));
    const text = move.under.move.replace(/"logId":"[0-9a-f]+"/, `"logId":"${'0'.repeat(32)}"`);
    for (const request of [
      { ...move, out: 3 },
      { ...move, under: other },
      { ...move, under: { ...move.under, move: text } },
    ]) {
      const source = watched(journey.stops.a, {
        after: (call, _, answer) => {
          // As if the head were where the request says.
          const head = { ...(answer as { head?: object }).head, n: request.out };
          return call === 'residence' ? { ...(answer as object), head } : answer;
        },
      });
      expect(await failure(copyDialogue({ ...request, source }))).toMatchObject({
        code: 'integrity_error',
        reason: 'boundary',
        n: request.out,
      });
    }
    expect(await journey.stops.b.dump()).toBe('');
  });

  test('is another one when it is read again', async () => {
    const { journey, move } = await departed();
    const { a } = journey.stops;
    let pages = 0;
    const [first, , third] = journey.log;
    const second = headerOf(journey.log[1] ?? failed()).header;
    const source = watched(a, {
      after: (call, _, answer) => {
        if (call !== 'log' || (pages += 1) === 1) return answer;
        const header = encodeHeader({ ...second, time: 9 });
        const link = encodeHeader({ ...headerOf(third ?? failed()).header, prevHash: entryHash(header) });
        return {
          entries: [first, { ...journey.log[1], header }, { ...third, header: link }, journey.log[3]],
          next: undefined,
        };
      },
    });
    expect(await failure(copyDialogue({ ...move, source }))).toMatchObject({ reason: 'source_log', n: 4, why: 'link' });
  });
});

test('a log that is rewritten by who holds the mover key, between two readings, is another log', async () => {
  const { journey, move } = await departed();
  const forged = new Journey();
  for (const changes of [{ 'dialogue#main': 'other' }, { 'item#1': 'one' }, { 'item#2': 'two' }]) {
    await forged.commit(forged.stops.a, changes);
  }
  // The same move of the same log: only what was committed is another history.
  const { a, b } = forged.stops;
  expect(await forged.depart(a, b)).toMatchObject({ under: move.under, out: move.out });
  let passes = 0;
  const source = watched(journey.stops.a, {
    after: (call, _, answer) => {
      if (call !== 'log' || (passes += 1) === 1) return answer;
      return { entries: forged.log, next: undefined };
    },
  });
  expect(await failure(copyDialogue({ ...move, source }))).toMatchObject({
    reason: 'source_log',
    n: 4,
    why: 'changed',
  });
});

test('a backend that gives records in no order is told from damage', async () => {
  const { journey, move } = await departed();
  const again = watched(journey.stops.a, {
    after: (call, _, answer) => (call === 'exportBatch' ? { ...(answer as object), next: 'aaa#1' } : answer),
  });
  expect(await failure(copyDialogue({ ...move, source: again }))).toMatchObject({
    code: 'backend_error',
    key: 'aaa#1',
  });
  const twice = watched(journey.stops.a, {
    after: (call, _, answer) => {
      if (call !== 'exportBatch') return answer;
      const { records } = answer as { records: readonly object[] };
      return { records: [...records, ...records], next: undefined };
    },
  });
  expect(await failure(copyDialogue({ ...move, source: twice }))).toMatchObject({ code: 'backend_error' });
  const stuck = watched(journey.stops.a, {
    after: (call, [, after], answer) =>
      call === 'exportBatch' && after !== undefined
        ? { records: [], next: after }
        : call === 'exportBatch'
          ? { ...(answer as object), next: 'zeal#9' }
          : answer,
  });
  expect(await failure(copyDialogue({ ...move, source: stuck }))).toMatchObject({
    code: 'backend_error',
    key: 'zeal#9',
  });
});

function failed(): never {
  throw new Error('The journey has no such entry.');
}
