import { copyDialogue, removeRecords, verifyCopy } from '@colloquy/core/testing';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { contentOf, returning, tight, watchedStore } from '../support/arriving.ts';
import { sure } from '../support/errors.ts';
import { portOf, restatus } from '../support/moving.ts';
import { id } from '../support/story.ts';

export const mgCopyTailLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-COPY-06',
    title: 'of a tail the entries above the base are copied, and the records that they changed, and no other',
    run: async (t) => {
      const { source, target, move } = await returning(t);
      const entries: number[] = [];
      const keys: string[] = [];
      const counted = watchedStore(target, {
        writeBatch: async (forward, ...args) => {
          entries.push(...args[2].entries.map(({ n }) => n));
          keys.push(...args[2].records.map(({ key }) => key));
          return forward(...args);
        },
      });
      await copyDialogue({ ...move, target: counted });
      // migrate.in, one commit of two records, migrate.out.
      t.equal(entries, [move.base + 1, move.base + 2, move.base + 3], 'other-entries');
      t.equal(keys.length, 2, 'other-records');
      t.equal(await contentOf(target), await contentOf(source), 'tail-incomplete');
      const verified = await verifyCopy(move);
      t.check(verified.outcome === 'verified' && !verified.repaired, 'tail-incomplete', { actual: verified });
    },
  },
  {
    clause: 'MG-COPY-06',
    title: 'over a purged copy all records come, and the entries above the base',
    run: async (t) => {
      const { source, target, move } = await returning(t);
      // As it was before the claim: a purge, of which head, log and log roots are left.
      await restatus(target, 'purging');
      const under = sure((await portOf(target).residence(id)).residence ?? undefined);
      await removeRecords({ id, store: target.backend, under, limits: tight });
      const left = (await contentOf(target)).records.map(({ key }) => key);
      t.check(left.length > 0 && left.every((key) => key.startsWith('key#log#')), 'purged-otherwise', { actual: left });
      await restatus(target, 'importing');
      await copyDialogue({ ...move, whole: false });
      t.equal(await contentOf(target), await contentOf(source), 'purged-not-filled');
    },
  },
];
