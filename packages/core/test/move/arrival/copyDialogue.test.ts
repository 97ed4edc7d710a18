import { expect, test } from 'vitest';
import { clearAbove, copyDialogue, judgeSource, removeRecords, verifyCopy } from '../../../src/move/arrival/index.ts';
import { tenant } from '../support/crossing.ts';
import { departed, id, movers, tight } from './support/Journey.ts';

test('all that is stored arrives, byte for byte, in windows and batches of any size', async () => {
  for (const limits of [undefined, tight]) {
    const { journey, move } = await departed();
    const request = { ...move, ...(limits === undefined ? {} : { limits }) };
    const copied = await copyDialogue(request);
    expect(copied).toMatchObject({ outcome: 'copied', entries: 4, records: 7 });
    expect(await journey.stops.b.dump()).toBe(await journey.stops.a.dump());
    const verified = await verifyCopy(request);
    expect(verified).toMatchObject({ outcome: 'verified', repaired: false, copied: { records: 7 } });
  }
});
