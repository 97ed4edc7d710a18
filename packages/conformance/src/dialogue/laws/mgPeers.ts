import {
  createKeyOperations,
  dialogueId,
  encodeStoreHeader,
  exportDocument,
  openKeys,
  type DialogueDocument,
  type KeyOperations,
  type KeyOperationsOptions,
} from '@colloquy/core';
import { prepareHeaders } from '@colloquy/core/testing';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, nameOf, sure } from '../support/errors.ts';
import { keyed } from '../support/keyWork.ts';
import { elsewhere, mover, there, type Place } from '../support/crossing.ts';
import {
  claim,
  comeBack,
  crossing,
  here,
  leave,
  putHeader,
  readStoreHeader,
  restatus,
  settleAt,
} from '../support/moving.ts';
import { expectSound } from '../support/state.ts';
import { layDown } from '../support/torn.ts';
import { beginning, id, performAll } from '../support/story.ts';

const other = dialogueId('laws-other');
const trusted = { movers: [mover.verifier] };

/** Another store over the same vault: its own database, and the keys of the first. */
async function besides(t: DialogueContext, first: DialogueFixture, at: Place): Promise<KeyOperationsOptions> {
  const fixture = await t.open();
  await putHeader(fixture, { place: at.place });
  const keys = { ...first.keys, header: fixture.keys.header };
  return { backend: fixture.backend, keys, keyring: await openKeys(keys), trusted };
}

/** The dialogue in a store with a successor epoch, nothing of it under the old one. */
async function rewrapped(t: DialogueContext): Promise<{ fixture: DialogueFixture; operations: KeyOperations }> {
  const fixture = await keyed(t);
  const keyring = await settleAt(fixture, here);
  const operations = fixture.operations({ keyring, trusted });
  await operations.addEpoch();
  await operations.rewrap(id);
  return { fixture, operations };
}

async function refusal(t: DialogueContext, call: () => Promise<unknown>): Promise<unknown> {
  const error: unknown = await t.rejects(call, 'not-refused');
  t.equal(nameOf(error), 'epoch_in_use', 'not-refused');
  return (error as { context: unknown }).context;
}

async function epochsOf({ keys }: Pick<KeyOperationsOptions, 'keys'>): Promise<readonly number[]> {
  return (await readStoreHeader(keys.header)).epochs.map(([epoch]) => epoch);
}

export const mgPeersLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-KEYS-03',
    title: 'preparing names each store in the header of the other, once, and at most 64 of them',
    run: async (t) => {
      const fixture = await t.open();
      await putHeader(fixture, { place: here.place });
      const peer = await besides(t, fixture, there);
      for (let again = 0; again < 2; again++) {
        await prepareHeaders({ source: fixture.keys.header, target: peer.keys.header, epochs: [1] });
        t.equal((await readStoreHeader(fixture.keys.header)).peers, [there.place], 'not-named');
        t.equal((await readStoreHeader(peer.keys.header)).peers, [here.place], 'not-named');
      }
      const many = Array.from({ length: 64 }, (_, at) => String(at).padStart(32, '0'));
      await putHeader(fixture, { peers: many });
      const crowded = { source: fixture.keys.header, target: peer.keys.header, epochs: [1] };
      t.equal(await endOf(() => prepareHeaders(crowded)), 'limit_exceeded', 'unbounded');
    },
  },
  {
    clause: 'MG-KEYS-03',
    title: 'an epoch is not destroyed while a peer, or a peer of one, is neither handed over nor named as gone',
    run: async (t) => {
      const { fixture, operations } = await rewrapped(t);
      const peer = await besides(t, fixture, there);
      await createKeyOperations(peer).addEpoch();
      await prepareHeaders({ source: fixture.keys.header, target: peer.keys.header, epochs: [2] });
      const unknown = (places: readonly string[]) => ({ epoch: 1, peers: places });
      t.equal(await refusal(t, () => operations.destroyEpoch(1)), unknown([there.place]), 'wrong-context');
      const bystander = { gone: [elsewhere.place] };
      t.equal(await refusal(t, () => operations.destroyEpoch(1, bystander)), unknown([there.place]), 'wrong-context');
      const third = await besides(t, fixture, elsewhere);
      await prepareHeaders({ source: peer.keys.header, target: third.keys.header, epochs: [2] });
      const handed = { peers: [peer] };
      t.equal(await refusal(t, () => operations.destroyEpoch(1, handed)), unknown([elsewhere.place]), 'wrong-context');
      t.equal(
        [await epochsOf(fixture), await epochsOf(peer)],
        [
          [1, 2],
          [1, 2],
        ],
        'destroyed',
      );
      const { statements } = await operations.destroyEpoch(1, { peers: [peer], gone: [elsewhere.place] });
      const text = statements.join(' ');
      for (const { place } of [there, elsewhere]) t.check(text.includes(place), 'says-too-little', { actual: text });
      t.equal(await fixture.keys.vault.epochs('tests'), [2], 'not-destroyed');
    },
  },
  {
    clause: 'MG-KEYS-03',
    title: 'a peer that is handed over is looked through as the store itself is, and loses the epoch with it',
    run: async (t) => {
      const { fixture, operations } = await rewrapped(t);
      const peer = await besides(t, fixture, there);
      await prepareHeaders({ source: fixture.keys.header, target: peer.keys.header, epochs: [1] });
      await performAll(fixture.store({ backend: peer.backend, keyring: peer.keyring }), other, beginning);
      const call = { peers: [peer] };
      const still = { epoch: 1, peers: [there.place] };
      t.equal(await refusal(t, () => operations.destroyEpoch(1, call)), still, 'newest-there');
      const theirs = createKeyOperations(peer);
      await theirs.addEpoch();
      const under = { epoch: 1, dialogues: 1, first: [other], place: there.place };
      t.equal(await refusal(t, () => operations.destroyEpoch(1, call)), under, 'not-looked-through');
      t.equal(
        [await epochsOf(fixture), await epochsOf(peer)],
        [
          [1, 2],
          [1, 2],
        ],
        'destroyed',
      );
      await theirs.rewrap(other);
      t.equal((await operations.destroyEpoch(1, call)).dialogues, 2, 'not-looked-through');
      t.equal([await epochsOf(fixture), await epochsOf(peer)], [[2], [2]], 'left-behind');
      const store = fixture.store({ backend: peer.backend, keyring: await openKeys(peer.keys) });
      await expectSound(t, store, other, 'not-readable');
    },
  },
  {
    clause: 'MG-KEYS-03',
    title: 'what is on its way here counts as under every epoch, what has left under its own until it is purged',
    run: async (t) => {
      const { fixture, operations } = await rewrapped(t);
      const call = { gone: [there.place] };
      await putHeader(fixture, { peers: [there.place] });
      await claim(fixture, 'e', other);
      const arriving = { epoch: 1, dialogues: 1, first: [other], place: here.place };
      t.equal(await refusal(t, () => operations.destroyEpoch(1, call)), arriving, 'on-its-way');
      await restatus(fixture, 'aborted', other);
      await leave(fixture, { move: 'd', source: here, target: there });
      await operations.addEpoch();
      const left = { epoch: 2, dialogues: 1, first: [id], place: here.place };
      t.equal(await refusal(t, () => operations.destroyEpoch(2, call)), left, 'has-left');
      t.equal(await endOf(() => operations.destroyEpoch(1, call)), 'ok', 'not-destroyed');
      await restatus(fixture, 'purging');
      t.equal(await refusal(t, () => operations.destroyEpoch(2, call)), left, 'has-left');
      await restatus(fixture, 'purged');
      t.equal(await endOf(() => operations.destroyEpoch(2, call)), 'ok', 'not-destroyed');
    },
  },
  {
    clause: 'MG-ERASE-01',
    title: 'the certificate of a dialogue that has moved names the other stores, and of one that has not, none',
    run: async (t) => {
      const fixture = await keyed(t);
      const keyring = await settleAt(fixture, here);
      await leave(fixture, { move: 'd', source: here, target: there });
      await comeBack(fixture, { move: 'd', source: here, target: there });
      await leave(fixture, { move: 'e', source: here, target: elsewhere });
      const operations = fixture.operations({ keyring, trusted });
      await expectEnd(t, () => operations.erase(id), 'dialogue_moved', 'erased-where-it-left');
      // As the store at which it arrives would hold it.
      const arrived = await t.open();
      const rows = await fixture.probe.rows(id);
      const entry = crossing(rows.log, { kind: 'migrate.in', move: 'e', source: here, target: elsewhere });
      await layDown(arrived.probe, { ...rows, head: entry, log: [...rows.log, entry] });
      const theirs = arrived.operations({ keyring: await settleAt(arrived, elsewhere), trusted });
      const moved = (await theirs.erase(id)).certificate.statements.join(' ');
      for (const store of [here, there]) {
        t.check(moved.includes(store.place) && moved.includes(store.name), 'says-too-little', { actual: moved });
      }
      t.check(!moved.includes(elsewhere.place), 'names-itself', { actual: moved });
      const again = (await theirs.erase(id)).certificate.statements.join(' ');
      t.equal(again, moved, 'says-too-little', 'again');
      const stayed = await keyed(t);
      const { certificate } = await stayed.operations().erase(id);
      t.check(!certificate.statements.join(' ').includes('moved from or to'), 'names-what-never-was');
    },
  },
  {
    clause: 'MG-WHOLE-08',
    title: 'with a successor: no new dialogue by create or import, also in a store that was open; all else goes on',
    run: async (t) => {
      const fixture = await keyed(t);
      const store = fixture.store();
      const { state } = await store.load(id);
      const document = JSON.parse(JSON.stringify(exportDocument(state))) as DialogueDocument;
      const successor = [there.place, there.name] as const;
      await putHeader(fixture, { successor });
      for (const each of [store, fixture.store({ keyring: await fixture.openKeyring() })]) {
        const error: unknown = await t.rejects(() => each.create(other, { title: 'Too late' }), 'not-refused');
        const context = { dialogueId: other, place: there.place, name: there.name };
        t.equal([nameOf(error), (error as { context: unknown }).context], ['store_retired', context], 'not-refused');
        t.equal(await endOf(() => each.importDocument(other, document)), 'store_retired', 'not-refused');
      }
      t.equal(await fixture.backend.head(other), undefined, 'written');
      t.equal(await endOf(() => store.create(id, { title: 'Again' })), 'dialogue_exists', 'wrong-answer');
      t.equal(await endOf(() => store.setDialogueStatus(id, { status: 'converging' })), 'ok', 'all-refused');
      const operations = fixture.operations();
      await operations.addEpoch();
      t.equal((await operations.rewrap(id)).epoch, 2, 'all-refused');
      t.equal(sure((await readStoreHeader(fixture.keys.header)).successor), successor, 'forgotten');
      const { successor: _out, ...rest } = await readStoreHeader(fixture.keys.header);
      const bytes = sure(await fixture.keys.header.read());
      const next = encodeStoreHeader(rest);
      t.check(await fixture.keys.header.replace(bytes, next), 'the-test-itself');
      t.equal(await endOf(() => store.create(other, { title: 'Back again' })), 'ok', 'refused-for-good');
    },
  },
];
