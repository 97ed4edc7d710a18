import { dialogueId } from '@colloquy/core';
import { holdBefore, startDynamoProxy } from '@colloquy/engines';
import { itemKey } from '../../../src/data/names.ts';
import { intercept } from '../../../src/dialogue/support/intercept.ts';
import { History } from '../../../src/history/History.ts';
import { validateHistory } from '../../../src/history/validateHistory.ts';
import type { Finding } from '../../../src/judge/Finding.ts';
import { readLog } from '../../../src/laws/support/state.ts';
import { ModelDialogue } from '../../../src/model/ModelDialogue.ts';
import type { DynamoField } from './dynamoField.ts';
import { commitRequest } from './dynamoWire.ts';
import type { Resend } from './resend.ts';
import { until } from './until.ts';

/** Long enough for every request that is not held. */
const timeoutMs = 800;

/**
 * A commit is held on its way until its client gives up. The program does what it does about that; when it is done the commit arrives
 * after all.
 */
export async function lateRequestStory(
  { clean, endpoint, open }: DynamoField,
  resend: Resend,
): Promise<{ readonly findings: readonly Finding[]; readonly outcome: string }> {
  await using proxy = await startDynamoProxy(endpoint);
  const store = await open(proxy.endpoint, { attempts: 1, timeoutMs });
  try {
    const model = new ModelDialogue(dialogueId('late-request'));
    const { id } = model;
    const history = new History();
    const first = model.draft({ puts: [itemKey(0), itemKey(1)] });
    await history.client('clean', clean).commit(id, first);
    model.commit(first);

    let doubts = 0;
    const meanwhile = async (): Promise<void> => void (doubts += 1);
    const sending = intercept(store, {
      commit: async (_, to, commit) => (await resend({ store, id: to, commit, patience: 3, meanwhile })) as never,
    });
    const injection = proxy.inject(holdBefore(commitRequest));
    const held = proxy.connections.length;
    const answered = await history
      .client('writer', sending)
      .commit(id, model.draft({ puts: [itemKey(0), itemKey(1)] }));
    if (doubts !== 1 || injection.strokes !== 1) throw new Error(`in doubt ${doubts} times`);
    injection.release();
    // The engine answers, and nobody is there any more.
    await until('what was held has been answered', () => proxy.connections[held - 1]?.isOpen !== true);
    await until('it is there, once', async () => (await clean.head(id))?.n === 2);
    const { records } = await clean.load(id);
    const findings = validateHistory(id, history.operations, { log: await readLog(clean, id), records });
    return { findings, outcome: answered?.method === 'commit' ? answered.answer.outcome : 'rejected' };
  } finally {
    await store.close();
  }
}
