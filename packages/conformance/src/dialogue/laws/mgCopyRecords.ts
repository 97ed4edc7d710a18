import { attributesDigest, isColloquyError, type StoredRecord } from '@colloquy/core';
import { copyDialogue, judgeSource, verifyCopy } from '@colloquy/core/testing';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { contentOf, departed, rewritten, watchedStore, type Departed } from '../support/arriving.ts';
import { endOf, sure } from '../support/errors.ts';
import { addressOfRecord, bytesOf, hash, hexOf, lp, unhex } from '../support/spec.ts';
import { id } from '../support/story.ts';
import { flip, one } from '../support/tampering.ts';

const extraKey = 'tension#00#09' as StoredRecord['key'];

type Tamper = (fixture: Departed['source'], record: StoredRecord) => Promise<void>;

interface RecordTampering {
  readonly name: string;
  readonly tamper: Tamper;
  /** Why the law fails where the copy goes on. */
  readonly reason: string;
}

const changed: readonly RecordTampering[] = [
  {
    name: 'one byte flipped',
    tamper: async ({ probe }, record) => probe.putRecord(id, { ...record, envelope: flip(record.envelope) }),
    reason: 'other-bytes-copied',
  },
  {
    name: 'other bytes with a digest that fits',
    tamper: async ({ probe }, record) => probe.putRecord(id, rewritten(record)),
    reason: 'other-version-copied',
  },
  {
    name: 'another digest beside the bytes',
    tamper: async ({ probe }, record) => probe.putRecord(id, { ...record, digest: '0'.repeat(64) }),
    reason: 'other-digest-copied',
  },
  {
    name: 'an attribute flipped',
    tamper: async ({ probe }, record) =>
      probe.putRecord(id, { ...record, attributes: { ...record.attributes, status: 'resolved' } }),
    reason: 'other-attributes-copied',
  },
  {
    name: 'the attributes lost',
    tamper: async ({ probe }, record) => probe.putRecord(id, { ...record, attributes: {} }),
    reason: 'other-attributes-copied',
  },
];

const missing: RecordTampering = {
  name: 'a record removed',
  tamper: async ({ probe }, { key }) => probe.removeRecord(id, key),
  reason: 'missing-ignored',
};

const extra: RecordTampering = {
  name: 'a record that no entry wrote',
  tamper: async ({ probe }, record) => probe.putRecord(id, { ...record, key: extraKey }),
  reason: 'extra-ignored',
};

/** A copy from such a source ends with what stands there and what should, and so does a judgement of it; the record is not at the target. */
async function expectStopped(t: DialogueContext, { name, tamper, reason }: RecordTampering): Promise<void> {
  const { source, target, move } = await departed(t);
  const { records, log } = await contentOf(source);
  const record = sure(records.find(({ key }) => key === one));
  await tamper(source, record);
  const key = reason === 'extra-ignored' ? extraKey : one;
  const judgement = { id, source: source.backend, tenant: 'tests', movers: move.movers };
  for (const call of [async () => copyDialogue(move), async () => judgeSource(judgement)]) {
    const error = await t.rejects(call, reason, name);
    const context = isColloquyError(error, 'integrity_error') ? error.context : {};
    t.equal(context['reason'], 'source_record', reason, name);
    t.equal(context['address'], addressOfRecord(id, key), 'says-not-which', name);
    const writer = log.findLast(({ body }) => Buffer.from(body).includes(`"${key}"`));
    t.equal(context['n'], writer?.n, 'says-not-what', name);
    t.equal(context['logged'] === null, reason === 'extra-ignored', 'says-not-what', name);
    t.equal(context['found'] === null, reason === 'missing-ignored', 'says-not-what', name);
  }
  const { records: arrived } = await contentOf(target);
  t.check(!arrived.some((there) => there.key >= key), 'written-before-judged', { message: name });
}

/** Rows of a target that differ: repaired by one reading, refused where they come back. */
const differences: readonly (RecordTampering & { readonly repaired?: string })[] = [
  ...changed,
  missing,
  extra,
  {
    name: 'an entry removed',
    tamper: async ({ probe }) => probe.removeEntry(id, 2),
    reason: 'entry-missing',
  },
  {
    name: 'the MAC of an entry flipped',
    tamper: async ({ probe }) => {
      const entry = sure((await probe.rows(id)).log.find(({ n }) => n === 2));
      await probe.putEntry(id, { ...entry, auth: hash(bytesOf('other')) });
    },
    reason: 'entry-other',
  },
  {
    name: 'an entry behind migrate.out',
    tamper: async ({ probe }) => {
      const { log } = await probe.rows(id);
      await probe.putEntry(id, { ...sure(log[0]), n: 40 });
    },
    reason: 'entry-too-much',
  },
];

/** Section 3: `H(LP("colloquy/v1/copied") || per record in key order: LP(key) || digest || attributesDigest)`. */
function copiedBySpec(records: readonly StoredRecord[]) {
  const parts = records.flatMap(({ key, envelope, attributes }) => [
    lp(key),
    hash(envelope),
    unhex(attributesDigest(attributes)),
  ]);
  const bytes = records.reduce((sum, { envelope }) => sum + envelope.byteLength, 0);
  return { records: records.length, bytes, digest: hexOf(hash(lp('colloquy/v1/copied'), ...parts)) };
}

export const mgCopyRecordLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-COPY-02',
    title: 'a record with other bytes, digest or attributes than its last change stops the copy, and is named',
    run: async (t) => {
      for (const tampering of changed) await expectStopped(t, tampering);
    },
  },
  {
    clause: 'MG-COPY-03',
    title: 'a record that is missing, and one that no entry wrote, stop the copy, and are named',
    run: async (t) => {
      for (const tampering of [missing, extra]) await expectStopped(t, tampering);
    },
  },
  {
    clause: 'MG-COPY-04',
    title: 'read back are exactly the entries and records of the log; what was read is what is said to be copied',
    run: async (t) => {
      const { source, target, move } = await departed(t);
      await copyDialogue(move);
      const verified = await verifyCopy(move);
      const { records } = await contentOf(target);
      const expected = { outcome: 'verified', copied: copiedBySpec(records), repaired: false };
      t.equal(verified, expected, 'other-sum');
      t.equal(await contentOf(target), await contentOf(source), 'not-all-arrived');
    },
  },
  {
    clause: 'MG-COPY-04',
    title: 'what differs at the target is copied again, once; then it is the source, or it is refused',
    run: async (t) => {
      for (const { name, tamper, reason } of differences) {
        const { source, target, move } = await departed(t);
        await copyDialogue(move);
        const sound = await contentOf(source);
        const record = sure(sound.records.find(({ key }) => key === one));
        await tamper(target, record);
        const verified = await verifyCopy(move);
        t.check(verified.outcome === 'verified' && verified.repaired, reason, { message: name, actual: verified });
        t.equal(await contentOf(target), sound, reason, name);
        await tamper(target, record);
        const undone = watchedStore(target, {
          writeBatch: async (forward, ...args) => {
            const answer = await forward(...args);
            await tamper(target, record);
            return answer;
          },
        });
        const end = await endOf(async () => verifyCopy({ ...move, target: undone }));
        t.equal(end, 'integrity_error/target_record', 'not-read-again', name);
      }
    },
  },
];
