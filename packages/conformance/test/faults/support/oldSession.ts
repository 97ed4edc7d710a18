import { dialogueId } from '@colloquy/core';
import { startPostgresProxy } from '@colloquy/engines';
import { itemKey } from '../../../src/data/names.ts';
import { intercept } from '../../../src/dialogue/support/intercept.ts';
import { History } from '../../../src/history/History.ts';
import { validateHistory } from '../../../src/history/validateHistory.ts';
import type { Finding } from '../../../src/judge/Finding.ts';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import { readLog } from '../../../src/laws/support/state.ts';
import { ModelDialogue } from '../../../src/model/ModelDialogue.ts';
import { openStore } from './field.ts';
import type { Resend } from './resend.ts';
import { until } from './until.ts';
import { Watcher } from './Watcher.ts';

/**
 * A commit waits for the head, which somebody holds, when its connection is cut. The server does not notice: the session goes on
 * waiting, and writes as soon as the head is free. Meanwhile the program does what it does about a lost connection.
 */
export async function oldSessionStory(
  { url, clean }: { readonly url: string; readonly clean: OpenStore },
  resend: Resend,
): Promise<{ readonly findings: readonly Finding[]; readonly outcome: string }> {
  await using watcher = await Watcher.over(url);
  await using proxy = await startPostgresProxy(url);
  const store = await openStore(proxy.serverUrl);
  try {
    const model = new ModelDialogue(dialogueId('old-session'));
    const { id } = model;
    const history = new History();
    const first = model.draft({ puts: [itemKey(0), itemKey(1)] });
    await history.client('clean', clean).commit(id, first);
    model.commit(first);
    const holder = await watcher.holdHead(id);

    let doubts = 0;
    const meanwhile = async (): Promise<void> => void (doubts += 1);
    const sending = intercept(store, {
      commit: async (_, to, commit) => (await resend({ store, id: to, commit, patience: 3, meanwhile })) as never,
    });
    const commit = model.draft({ puts: [itemKey(0), itemKey(1)] });
    let isSettled = false;
    const answer = history.client('writer', sending).commit(id, commit);
    const settled = answer.finally(() => (isSettled = true));
    const [old] = await watcher.waiting(1);
    proxy.cut();
    // Either it has come to a conclusion, or it waits behind its own old session.
    await until('the program has gone on', async () => isSettled || (await watcher.sessions(true)).length === 2);
    if (!(await watcher.sessions(true)).includes(old ?? 0))
      throw new Error('the old session is gone: nothing was shown');
    await holder.release();
    const answered = await settled;
    await watcher.waiting(0);
    await until('the old session has written', async () => (await clean.head(id))?.n === 2);
    const { records } = await clean.load(id);
    const findings = validateHistory(id, history.operations, { log: await readLog(clean, id), records });
    if (doubts !== 1) throw new Error(`in doubt ${doubts} times`);
    return { findings, outcome: answered?.method === 'commit' ? answered.answer.outcome : 'rejected' };
  } finally {
    await store.close();
  }
}
