import fc from 'fast-check';
import type { RecordKey } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { regionOf } from '../support/envelopeSpec.ts';
import { sure } from '../support/errors.ts';
import { damages, material, usesOfOne, withLanded, withRaw, type Material } from '../support/matrix.ts';
import { forAll } from '../support/property.ts';
import { isWrap, kekOf } from '../support/sealed.ts';
import { everythingOf, foundIn, type Secret } from '../support/secrets.ts';
import { secretText } from '../support/secretTexts.ts';
import { bytesOf } from '../support/spec.ts';
import { beginning, id, performAll, tension } from '../support/story.ts';

/** Everything of a dialogue that no error may show. */
async function secretsOf({ fixture, spy, rows }: Material): Promise<readonly Secret[]> {
  const texts = [
    'Where to keep it',
    'One store or two?',
    'Two truths',
    'What if they differ?',
    'Architect',
    'Economist',
  ];
  const keys = [
    { name: 'data key', bytes: spy.keyOf(id, 'dek') },
    { name: 'log root', bytes: spy.keyOf(id, 'log-root') },
    { name: 'KEK', bytes: await kekOf(fixture) },
  ];
  const envelopes = rows.records.flatMap(({ key, envelope }) =>
    (['salt', 'commitment', 'ciphertext', 'tag'] as const).map((region) => {
      return { name: `${region} of ${key}`, bytes: regionOf(envelope, region).subarray(0, 12) };
    }),
  );
  return [...texts.map((text) => ({ name: text, bytes: bytesOf(text) })), ...keys, ...envelopes];
}

async function expectSilent(
  t: DialogueContext,
  m: Material,
  secrets: readonly Secret[],
  message: string,
): Promise<void> {
  for (const store of [m.warm, m.fixture.store()]) {
    for (const [use, call] of usesOfOne) {
      const error: unknown = await call(store).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      t.equal(foundIn(everythingOf(error), secrets), [], 'text-in-error', `${message}: ${use}`);
    }
    const { findings } = await store.verify(id);
    t.equal(foundIn(everythingOf(findings), secrets), [], 'text-in-error', `${message}: findings`);
  }
}

export const evSecretLaws: readonly DialogueLaw[] = [
  {
    clause: 'EV-SECRET-02',
    title:
      'no error and no finding that tampering provokes holds text, key bytes or a part of an envelope, however it is printed',
    run: async (t) => {
      const m = await material(t);
      const secrets = await secretsOf(m);
      t.check(foundIn(everythingOf(new Error('x Two truths')), secrets).length === 1, 'text-in-error', {
        message: 'the test itself',
      });
      const rows = damages(m).filter((_, at) => at % 3 === 0);
      for (const { name, envelope } of rows) {
        await withRaw(m, { ...m.now, envelope }, () => expectSilent(t, m, secrets, name));
        await withLanded(m, envelope, () => expectSilent(t, m, secrets, `${name}, landed`));
      }
    },
  },
  {
    clause: 'EV-SECRET-02',
    title: 'nor does one that an authentic record in a wrong place provokes',
    run: async (t) => {
      for (const change of [
        { address: 'dialogue:laws/entity:tension/00#02' },
        { type: 'claim' },
        { rev: 99 },
        { v: 2 },
        { entity: { label: 'Two truths' } },
      ]) {
        const m = await material(t);
        const secrets = await secretsOf(m);
        const key = 'tension#00#01' as RecordKey;
        const sealed = sure(m.spy.sealed.findLast((each) => each.key === key));
        const { entity } = JSON.parse(Buffer.from(sealed.plaintext).toString('utf8')) as { entity: unknown };
        await m.forger.land({
          puts: [{ key, plaintext: m.forger.plain(key, entity, 9, change), attributes: m.now.attributes }],
        });
        await expectSilent(t, m, secrets, JSON.stringify(change));
      }
    },
  },
  {
    clause: 'EV-OPEN-07',
    title: 'nothing that is written down holds a text of the dialogue, whatever the text looks like',
    run: (t) =>
      forAll(t, fc.tuple(secretText, secretText, secretText), ([title, label, description]) =>
        t.using(async (fixture) => {
          const store = fixture.store();
          await performAll(store, id, [
            { method: 'create', input: { title } },
            ...beginning.slice(1),
            { ...tension, input: { ...(tension.input as object), label, description } },
          ]);
          const { head, log, records } = await fixture.probe.rows(id);
          const secrets = [title, label, description].map((text) => ({ name: text, bytes: bytesOf(text) }));
          for (const written of [head, ...log, ...records]) {
            t.equal(foundIn(everythingOf(written), secrets), [], 'plaintext-written');
          }
        }),
      ),
  },
  {
    clause: 'EV-OPEN-07',
    title: 'nor the bytes of a key',
    run: async (t) => {
      const { fixture, store, spy } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      const secrets = [
        { name: 'data key', bytes: spy.keyOf(id, 'dek') },
        { name: 'log root', bytes: spy.keyOf(id, 'log-root') },
        { name: 'KEK', bytes: await kekOf(fixture) },
      ];
      const { head, log, records } = await fixture.probe.rows(id);
      t.check(records.some(isWrap), 'plaintext-written', { message: 'the test itself' });
      for (const written of [head, ...log, ...records]) {
        t.equal(foundIn(everythingOf(written), secrets), [], 'plaintext-written');
      }
    },
  },
];
