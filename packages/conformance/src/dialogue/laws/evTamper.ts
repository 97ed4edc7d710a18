import { isColloquyError } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import type { Region } from '../support/envelopeSpec.ts';
import { endOf } from '../support/errors.ts';
import {
  damages,
  expectNoticed,
  keyAt,
  material,
  rawFinding,
  usesOfOne,
  withLanded,
  withRaw,
  type Damage,
  type Expectation,
  type Material,
} from '../support/matrix.ts';
import { bytesOf, hash, hexOf } from '../support/spec.ts';
import { id } from '../support/story.ts';
import { one, two } from '../support/tampering.ts';

type Where = Region | 'everything';

/** Runs the rows of some regions, once as bytes put past the store and once under a head that is right for them. */
async function matrix(t: DialogueContext, regions: readonly Where[]): Promise<void> {
  const m = await material(t);
  const rows = damages(m).filter(({ region }) => regions.includes(region));
  t.check(rows.length >= 4 * regions.length, 'tampering-unnoticed', {
    message: 'the test itself',
    actual: rows.length,
  });
  for (const row of rows) {
    const expected: Expectation = { message: row.name, told: rawFinding(row) };
    await withRaw(m, { ...m.now, envelope: row.envelope }, () => expectNoticed(t, m, expected));
  }
  for (const row of rows) await landed(t, m, row);
}

/** Under an authentic head: every use, a handle that is open, and what verify says. */
async function landed(t: DialogueContext, m: Material, { name, envelope }: Damage): Promise<void> {
  const message = `${name}, under an authentic head`;
  await m.handle.refresh();
  const before = m.handle.current.logHead;
  await withLanded(m, envelope, async () => {
    await expectNoticed(t, m, { message, told: `record_unreadable ${one}` });
    const end = await endOf(() => m.handle.refresh());
    t.equal(end.split('/')[0], 'integrity_error', 'tampering-unnoticed', `${message}: refresh`);
    t.equal(m.handle.current.logHead, before, 'tampering-unnoticed', `${message}: the state after a refused refresh`);
  });
}

interface RawRow extends Expectation {
  readonly tamper: (m: Material) => Promise<unknown>;
}

/** Runs each row on a dialogue of its own. */
async function eachAlone(t: DialogueContext, rawRows: readonly RawRow[]): Promise<void> {
  for (const { tamper, ...expected } of rawRows) {
    const m = await material(t);
    await tamper(m);
    await expectNoticed(t, m, expected);
    await m.handle.refresh().catch(() => undefined);
    t.equal(m.handle.current.state.get(one as never)?.type, 'tension', 'tampering-unnoticed', 'an open handle');
  }
}

const wraps = ['key#dek#0001', 'key#log#0001'] as const;

/** What a warm store does not read again: it has the keys. */
const warmPoint = ['item warm', 'write warm'];

const rows: readonly RawRow[] = [
  {
    message: 'replay: an older version, with its own attributes',
    blind: ['item', 'write'],
    told: `record_replayed ${one} 5`,
    tamper: ({ fixture, old }) => fixture.probe.putRecord(id, old(one)),
  },
  {
    message: 'removal',
    blind: ['item', 'write'],
    told: `record_missing ${one} 8`,
    tamper: ({ fixture }) => fixture.probe.removeRecord(id, one),
  },
  {
    message: 'injection',
    blind: ['item', 'write'],
    told: 'record_unexpected tension#00#07',
    tamper: ({ fixture, record }) => fixture.probe.putRecord(id, { ...record(two), key: keyAt('tension#00#07') }),
  },
  {
    message: 'digest column',
    told: `record_changed ${one} 8`,
    blind: ['item'],
    tamper: ({ fixture, now }) => fixture.probe.putRecord(id, { ...now, digest: 'f'.repeat(64) }),
  },
  ...wraps.flatMap((key): readonly RawRow[] => [
    {
      message: `${key}: that of another dialogue`,
      blind: warmPoint,
      told: `record_changed ${key} 1`,
      tamper: async ({ fixture, record }) => {
        const { records } = await fixture.probe.rows('laws-copied' as typeof id);
        const { envelope, digest } = records.find((foreign) => foreign.key === key) ?? record(key);
        await fixture.probe.putRecord(id, { ...record(key), envelope, digest });
      },
    },
    {
      message: `${key}: the other wrap`,
      blind: warmPoint,
      told: `record_misplaced ${key} 1`,
      tamper: ({ fixture, record }) => {
        const { envelope, digest } = record(wraps.find((other) => other !== key) ?? key);
        return fixture.probe.putRecord(id, { ...record(key), envelope, digest });
      },
    },
    {
      message: `${key}: no wrap`,
      blind: warmPoint,
      told: `record_changed ${key} 1`,
      tamper: ({ fixture, record }) => {
        const envelope = bytesOf('no wrap');
        return fixture.probe.putRecord(id, { ...record(key), envelope, digest: hexOf(hash(envelope)) });
      },
    },
    {
      message: `${key}: removed`,
      blind: warmPoint,
      told: `record_missing ${key} 1`,
      tamper: ({ fixture }) => fixture.probe.removeRecord(id, keyAt(key)),
    },
  ]),
];

export const evTamperLaws: readonly DialogueLaw[] = [
  {
    clause: 'EV-OPEN-01',
    title: 'matrix: version, suite, purpose and flags, by every action, warm and cold, in every use',
    run: (t) => matrix(t, ['version', 'suite', 'purpose', 'flags']),
  },
  {
    clause: 'EV-OPEN-02',
    title: 'matrix: key version',
    run: (t) => matrix(t, ['keyVersion']),
  },
  {
    clause: 'EV-OPEN-03',
    title: 'matrix: salt and commitment',
    run: (t) => matrix(t, ['salt', 'commitment']),
  },
  {
    clause: 'EV-OPEN-04',
    title: 'matrix: nonce, ciphertext and tag; other records, types, dialogues and versions whole',
    run: (t) => matrix(t, ['nonce', 'ciphertext', 'tag', 'everything']),
  },
  {
    clause: 'EV-OPEN-06',
    title: 'matrix: each attribute changed, lost, of another type, and one more',
    run: async (t) => {
      const m = await material(t);
      const { attributes } = m.now;
      t.check(Object.keys(attributes).length > 1, 'tampering-unnoticed', { message: 'the test itself' });
      const changed = Object.entries(attributes).flatMap(([name, value]) => {
        const others = [
          typeof value === 'number' ? value + 1 : 'other',
          typeof value === 'number' ? String(value) : 7,
          true,
        ];
        const { [name]: _lost, ...rest } = attributes;
        return [...others.map((other) => ({ ...attributes, [name]: other })), rest];
      });
      for (const instead of [...changed, { ...attributes, more: 1 }, {}]) {
        const expected = { message: JSON.stringify(instead), told: `attributes_changed ${one} 8` };
        await withRaw(m, { ...m.now, attributes: instead }, () => expectNoticed(t, m, expected));
      }
    },
  },
  {
    clause: 'EV-WRAP-04',
    title: 'matrix: replay, removal, injection, the digest column, and every wrap, as far as each use can see',
    run: (t) => eachAlone(t, rows),
  },
  {
    clause: 'EV-OPEN-08',
    title: 'whatever part of an envelope is changed, the answer is the same to the letter',
    run: async (t) => {
      const m = await material(t);
      const answers = new Map<string, string>();
      for (const { name, envelope } of damages(m)) {
        // It opens: its attributes tell that it is old, and may say so.
        if (name === 'everything: another older') continue;
        await withLanded(m, envelope, async () => {
          for (const [use, call] of usesOfOne) {
            for (const store of [m.warm, m.fixture.store()]) {
              const error: unknown = await call(store).catch((thrown: unknown) => thrown);
              if (!isColloquyError(error))
                throw t.violation('two-answers', { message: `${name}: ${use}`, actual: error });
              const answer = JSON.stringify([error.code, error.message, error.context, error.cause]);
              if (!answers.has(answer)) answers.set(answer, `${name}: ${use}`);
            }
          }
        });
      }
      t.equal(answers.size, 1, 'two-answers', [...answers].flat().join('\n'));
    },
  },
];
