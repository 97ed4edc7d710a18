import { dialogueId } from '@colloquy/core';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { Writer } from '../../laws/support/Writer.ts';
import type { ElsewhereModule } from '../openElsewhere.ts';
import { elsewhereOf, hotKeys, whenProcesses } from './support.ts';

export const pointLaws: readonly StoreLaw[] = [
  {
    clause: 'KIT-PROCESS-01',
    title: 'declared points: a commit reaches some, before and after its requests; not declared: none',
    applies: whenProcesses,
    run: async (t) => {
      const elsewhere = elsewhereOf(t, await t.open());
      const { openStore } = (await import(elsewhere.module)) as ElsewhereModule;
      let points = 0;
      const store = await openStore(elsewhere.config, () => (points += 1));
      try {
        const writer = new Writer(t, store, dialogueId('points'));
        points = 0;
        await writer.commit({ puts: hotKeys });
      } finally {
        await store.close();
      }
      if (elsewhere.points === true) t.check(points >= 2, 'no-points', { message: 'a commit', actual: points });
      else
        t.check(points === 0, 'undeclared-points', {
          message: 'declare points, so that they are used',
          actual: points,
        });
    },
  },
];
