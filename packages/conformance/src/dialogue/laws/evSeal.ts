import { createDialogueStore, type Commit } from '@colloquy/core';
import { seededSources, type Sources } from '@colloquy/core/testing';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { bodyHashOf, hedgeOf, regionOf } from '../support/envelopeSpec.ts';
import { endOf, sure } from '../support/errors.ts';
import { FaultyCommits } from '../support/faults.ts';
import {
  addressHashOf,
  codecKey,
  codecKeyObject,
  isWrap,
  ownCodec,
  sealBatch,
  threeKeys,
  written,
} from '../support/sealed.ts';
import { hexOf, unhex } from '../support/spec.ts';
import { beginning, id, perform, performAll, roundBatch, tension, wholeStory } from '../support/story.ts';

const texts = Object.fromEntries(threeKeys.map((key) => [key, `text of ${key}`]));

function salts(envelopes: readonly Uint8Array[]): readonly string[] {
  return envelopes.map((envelope) => hexOf(regionOf(envelope, 'salt')));
}

/** A source that gives the same bytes at every draw of a length. */
function stuck(seed: number): Sources {
  const known = new Map<number, Uint8Array>();
  const sources = seededSources({ seed });
  const randomBytes = (length: number): Uint8Array => {
    const bytes = known.get(length) ?? sources.randomBytes(length);
    known.set(length, bytes);
    return bytes.slice();
  };
  return { ...sources, randomBytes };
}

/** A source whose nonces of one commit are all equal when they are drawn in one piece; what is drawn after it is sound, or not. */
function repeating(seed: number, sound: boolean): Sources {
  const sources = seededSources({ seed });
  const randomBytes = (length: number): Uint8Array => {
    const bytes = sources.randomBytes(length);
    if (length <= 44) return length === 12 && !sound ? new Uint8Array(12).fill(3) : bytes;
    return bytes.fill(3, 32);
  };
  return { ...sources, randomBytes };
}

/** Salt and commitId of a commit are what the hedge over some 32 bytes that were drawn gives. */
function isHedged(commit: Commit, w: Awaited<ReturnType<typeof written>>): boolean {
  const header = JSON.parse(Buffer.from(commit.header).toString('utf8')) as { kind: string; prevHash: string };
  const sealed = w.spy.sealed.filter(({ n }) => n === commit.n);
  const records = sealed.map(({ key, plaintext }) => ({ addressHash: addressHashOf(key), plaintext }));
  const body = bodyHashOf(header.kind, commit.n, unhex(header.prevHash), records);
  const salt = salts(sealed.map(({ envelope }) => envelope))[0];
  return w.drawn.some((piece) => {
    if (piece.byteLength < 32) return false;
    const hedge = hedgeOf(w.dek, piece.subarray(0, 32), body);
    return hexOf(hedge.salt) === salt && hexOf(hedge.commitId) === commit.commitId;
  });
}

async function sentUnder(t: DialogueContext, fates: ConstructorParameters<typeof FaultyCommits>[0]) {
  const fixture = await t.open();
  await performAll(fixture.store(), id, beginning);
  const faulty = new FaultyCommits(fates);
  const store = fixture.store({ backend: faulty.over(fixture.backend) });
  await perform(store, id, tension);
  return faulty.sent;
}

function bytesOfCommit(commit: Commit): string {
  const { header, auth, body, changes } = commit;
  return [header, auth, body, ...changes.map(({ envelope }) => envelope)].map(hexOf).join(' ');
}

export const evSealLaws: readonly DialogueLaw[] = [
  {
    clause: 'EV-SEAL-02',
    title:
      'salt and commitId of every commit are the hedge over kind, n, predecessor, number, addresses and plaintexts',
    run: async (t) => {
      const w = await written(t, wholeStory);
      const { commits } = w.ledger;
      t.check(commits.length === wholeStory.length, 'wrong-body', { message: 'the test itself' });
      for (const commit of commits) t.check(isHedged(commit, w), 'wrong-body', { message: `commit ${commit.n}` });
    },
  },
  {
    clause: 'EV-SEAL-03',
    title: 'a source that repeats itself does not repeat a salt, as long as what is sealed differs',
    run: async (t) => {
      const sources = stuck(t.seed);
      const { store, spy } = await openBench(t, { sources });
      await performAll(store, id, [...beginning, tension, tension]);
      const byCommit = new Map(spy.sealed.map(({ n, envelope }) => [n, salts([envelope])[0]]));
      t.equal(new Set(byCommit.values()).size, byCommit.size, 'salt-of-randomness-alone');
    },
  },
  {
    clause: 'EV-SEAL-03',
    title: 'what is sealed twice has two salts and two commitIds, as long as the source is sound',
    run: async (t) => {
      const { codec } = ownCodec(t.seed);
      const twice = [await codec.seal(sealBatch(texts)), await codec.seal(sealBatch(texts))];
      t.equal(new Set(twice.map(({ envelopes }) => salts(envelopes)[0])).size, 2, 'salt-of-content-alone');
      t.equal(new Set(twice.map(({ commitId }) => hexOf(commitId))).size, 2, 'salt-of-content-alone');
    },
  },
  {
    clause: 'EV-SEAL-03',
    title: 'a commit without records takes its id from the key that it is given',
    run: async (t) => {
      const { codec, drawn } = ownCodec(t.seed);
      const batch = sealBatch({}, { dataKey: codecKeyObject });
      const { commitId, envelopes } = await codec.seal(batch);
      t.equal(envelopes.length, 0, 'wrong-hedge');
      const body = bodyHashOf(batch.kind, batch.n, batch.prevHash, []);
      const hedges = drawn.map((piece) => hexOf(hedgeOf(codecKey, piece.subarray(0, 32), body).commitId));
      t.check(hedges.includes(hexOf(commitId)), 'wrong-hedge', { expected: hedges, actual: hexOf(commitId) });
    },
  },
  {
    clause: 'EV-SEAL-04',
    title: 'the records of a commit share salt, commitment and header; no two commits do',
    run: async (t) => {
      const { codec } = ownCodec(t.seed);
      const seen = new Set<string>();
      for (let n = 2; n < 12; n++) {
        const { envelopes } = await codec.seal(sealBatch(texts, { n }));
        const shared = envelopes.map((envelope) => [
          hexOf(envelope.subarray(0, 24)),
          hexOf(regionOf(envelope, 'commitment')),
        ]);
        for (const each of shared) t.equal(each, shared[0], 'salt-not-shared', `commit ${n}`);
        const [salt] = salts(envelopes);
        t.check(!seen.has(sure(salt)), 'salt-of-another-commit', { message: `commit ${n}` });
        seen.add(sure(salt));
      }
    },
  },
  {
    clause: 'EV-SEAL-05',
    title: 'nonces of a commit are distinct, also when the source repeats itself once',
    run: async (t) => {
      for (const sources of [seededSources({ seed: t.seed }), repeating(t.seed, true)]) {
        const { store, spy } = await openBench(t, { sources });
        await performAll(store, id, [...beginning, tension]);
        await perform(store, id, { method: 'registerRound', input: roundBatch(1) });
        const last = spy.sealed.at(-1)?.n;
        const nonces = spy.sealed
          .filter(({ n }) => n === last)
          .map(({ envelope }) => hexOf(regionOf(envelope, 'nonce')));
        t.check(nonces.length > 10, 'nonce-repeated', { message: 'the test itself' });
        t.equal(new Set(nonces).size, nonces.length, 'nonce-repeated');
      }
    },
  },
  {
    clause: 'EV-SEAL-05',
    title: 'with a source that keeps repeating itself nothing is sealed and nothing is sent',
    run: async (t) => {
      const { fixture, store } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      const before = await fixture.probe.rows(id);
      const broken = fixture.store({ sources: repeating(t.seed, false) });
      const end = await endOf(() => perform(broken, id, { method: 'registerRound', input: roundBatch(1) }));
      t.check(end !== 'ok', 'nonce-repeated', { actual: end });
      t.equal(await fixture.probe.rows(id), before, 'nonce-repeated', 'what is stored');
    },
  },
  {
    clause: 'EV-SEAL-07',
    title: 'while the outcome is unknown the same bytes are sent again',
    run: async (t) => {
      for (const fates of [['lost'], ['executed'], ['crashed', 'lost']] as const) {
        const sent = await sentUnder(t, fates);
        t.equal(sent.length, fates.length + 1, 'not-sent-again', fates.join(' '));
        t.equal(new Set(sent.map(bytesOfCommit)).size, 1, 'sealed-again', fates.join(' '));
      }
    },
  },
  {
    clause: 'EV-SEAL-07',
    title: 'after a conflict salt, nonces and commitId are others',
    run: async (t) => {
      const fixture = await t.open();
      const rival = fixture.store();
      await performAll(rival, id, beginning);
      let first = true;
      const faulty = new FaultyCommits([]);
      const sending = faulty.over(fixture.backend);
      const backend = {
        ...sending,
        commit: async (...args: Parameters<typeof sending.commit>) => {
          if (first) {
            first = false;
            await perform(rival, id, tension);
          }
          return sending.commit(...args);
        },
      };
      await perform(fixture.store({ backend }), id, tension);
      t.equal(faulty.sent.length, 2, 'not-anew', 'sendings');
      const parts = (['salt', 'nonce', 'commitment'] as const).map((region) =>
        faulty.sent.flatMap(({ changes }) => changes.map(({ envelope }) => hexOf(regionOf(envelope, region)))),
      );
      const [first8, second8] = faulty.sent.map(({ changes }) => changes.length);
      t.equal(first8, second8, 'not-anew', 'changes');
      for (const values of parts) {
        const [a, b] = [values.slice(0, first8), values.slice(first8)];
        t.check(!a.some((value) => b.includes(value)), 'not-anew', { expected: a, actual: b });
      }
      t.equal(new Set(faulty.sent.map(({ commitId }) => commitId)).size, 2, 'not-anew', 'commitId');
    },
  },
  {
    clause: 'EV-SEAL-08',
    title: 'the public factory takes neither time nor randomness nor a codec, whatever it is handed',
    run: async (t) => {
      const fixture = await t.open();
      const { backend, keyring } = fixture;
      let asked = 0;
      const sources: Sources = {
        ...stuck(t.seed),
        now: () => ((asked += 1), 0),
        randomBytes: (length) => ((asked += 1), new Uint8Array(length)),
      };
      const options = {
        backend,
        keyring,
        sources,
        randomBytes: sources.randomBytes,
        codecOf: () => ((asked += 1), fixture.codec),
      };
      const store = createDialogueStore(options);
      const end = await endOf(() => performAll(store, id, [...beginning, tension]));
      const { records } = await fixture.probe.rows(id);
      t.equal([asked, end], [0, 'ok'], 'public-randomness');
      for (const { key, envelope } of records.filter((record) => !isWrap(record))) {
        t.check(
          regionOf(envelope, 'nonce').some((byte) => byte !== 0),
          'public-randomness',
          { message: key },
        );
      }
    },
  },
];
