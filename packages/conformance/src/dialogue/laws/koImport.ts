import { dialogueId, exportDocument, type DialogueDocument, type KeyOperations } from '@colloquy/core';
import type { DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd } from '../support/errors.ts';
import { FaultyCommits } from '../support/faults.ts';
import { headOf, kindsAfter } from '../support/keyWork.ts';
import { canonical } from '../support/spec.ts';
import { expectSound } from '../support/state.ts';
import { beginning, id, perform, performAll } from '../support/story.ts';

const target = dialogueId('laws-imported');

/** A document whose import takes three commits or more. */
async function documentOf(fixture: DialogueFixture): Promise<DialogueDocument> {
  const store = fixture.store();
  await performAll(store, id, beginning);
  for (let at = 0; at < 13; at++) {
    const expert = `expert-${at}`;
    const input = { slug: expert, role: 'x', tier: 'Core', source: 'pool' };
    await perform(store, id, { method: 'registerExpert', input });
    const content = String.fromCharCode(97 + at).repeat(240 * 1024 + at);
    await perform(store, id, { method: 'recordContent', input: { round: 0, expert, content } });
  }
  return JSON.parse(JSON.stringify(exportDocument((await store.load(id)).state))) as DialogueDocument;
}

/** What is done to the keys while the root has not come yet, and the kinds of its entries. */
const works: readonly (readonly [(operations: KeyOperations) => Promise<unknown>, readonly string[]])[] = [
  [(operations) => operations.rotateDataKey(target), ['import.rotate']],
  [
    async (operations) => {
      await operations.rotateDataKey(target);
      await operations.reseal(target);
    },
    ['import.rotate', 'import.reseal', 'import.retire'],
  ],
  [
    async (operations) => {
      await operations.addEpoch();
      await operations.rewrap(target);
    },
    ['import.rewrap'],
  ],
];

export const koImportLaws: readonly DialogueLaw[] = [
  {
    clause: 'KO-IMPORT-01',
    title:
      'in the middle of an import kinds say so, nothing is found yet, and the import goes on as if nothing had happened',
    run: async (t) => {
      const fixture = await t.open();
      const document = await documentOf(fixture);
      for (const [work, kinds] of works) {
        for (const landed of [1, 2]) {
          const each = await t.open();
          const fates = [...Array.from({ length: landed }, () => 'pass' as const), 'refused' as const];
          const cut = each.store({ backend: new FaultyCommits(fates).over(each.backend) });
          await expectEnd(t, () => cut.importDocument(target, document), 'backend_unavailable', 'the-test-itself');
          const { n } = await headOf(each, target);
          await work(each.operations());
          // Of a first batch that is small nothing may be left to seal.
          const actual = await kindsAfter(each, n, target);
          t.equal([...new Set(actual)], kinds, 'wrong-kinds');
          for (const store of [cut, each.store()]) {
            await expectEnd(t, () => store.load(target), 'dialogue_not_found', 'found-too-early');
            t.equal(await store.get(target), undefined, 'found-too-early');
          }
          const store = each.store();
          await expectEnd(t, () => store.importDocument(target, document), 'ok', 'not-carried-on');
          const exported: unknown = JSON.parse(JSON.stringify(exportDocument((await store.load(target)).state)));
          t.check(canonical(exported) === canonical(document), 'export-differs');
          await expectSound(t, each.store(), target, 'not-sound');
          await each.operations().rotateDataKey(target);
          t.equal((await headOf(each, target)).kind, 'key.rotate', 'wrong-kinds', 'afterwards');
        }
      }
    },
  },
  {
    clause: 'KO-IMPORT-01',
    title: 'a dialogue without a root that is not in the middle of an import is damaged, whatever was done to its keys',
    run: async (t) => {
      const fixture = await t.open();
      await performAll(fixture.store(), id, beginning);
      await fixture.operations().rotateDataKey(id);
      const root = (await fixture.probe.rows(id)).records.find(({ key }) => key.startsWith('dialogue#'));
      await fixture.probe.removeRecord(id, t.present(root, 'the-test-itself').key);
      await expectEnd(t, () => fixture.store().get(id), 'integrity_error/root_missing', 'taken-for-an-import');
    },
  },
  {
    clause: 'KO-IMPORT-01',
    title: 'an import that is erased in the middle is erased, and not carried on',
    run: async (t) => {
      const fixture = await t.open();
      const document = await documentOf(fixture);
      const cut = fixture.store({ backend: new FaultyCommits(['pass', 'refused']).over(fixture.backend) });
      t.equal(await endOf(() => cut.importDocument(target, document)), 'backend_unavailable', 'the-test-itself');
      await fixture.operations().erase(target);
      for (const store of [cut, fixture.store()]) {
        await expectEnd(t, () => store.importDocument(target, document), 'key_erased', 'carried-on');
        await expectEnd(t, () => store.load(target), 'key_erased', 'carried-on');
      }
      await expectSound(t, fixture.store(), target, 'not-sound');
    },
  },
];
