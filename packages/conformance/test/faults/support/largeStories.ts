import { dialogueId, isColloquyError } from '@colloquy/core';
import { cutBefore, holdBefore, startDynamoProxy } from '@colloquy/engines';
import { itemKey, manyKeys } from '../../../src/data/names.ts';
import { History } from '../../../src/history/History.ts';
import { validateHistory } from '../../../src/history/validateHistory.ts';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import { readLog } from '../../../src/laws/support/state.ts';
import { ModelDialogue } from '../../../src/model/ModelDialogue.ts';
import type { DynamoField } from './dynamoField.ts';
import { applyRequest, unmarkRequest } from './dynamoWire.ts';

/** Opens the store of a program through a proxy. */
export type OpenThrough = (endpoint: string) => Promise<OpenStore>;

/** What is wrong in the end: clause and reason of each finding, or the code of an error that a reader meets. */
export type Story = (field: DynamoField, open: OpenThrough) => Promise<readonly string[]>;

const keys = manyKeys(150);

/**
 * The program is held when it puts the second part of a large commit in its places. Somebody else finishes that commit and writes the
 * next one over one of those records; then the program goes on.
 */
export const lateApplier: Story = async (field, open) => {
  const { clean, endpoint } = field;
  await using proxy = await startDynamoProxy(endpoint);
  const store = await open(proxy.endpoint);
  try {
    const history = new History();
    const model = new ModelDialogue(dialogueId('late-applier'));
    const { id } = model;
    // The first one that names it makes the commit take effect.
    const injection = proxy.inject(holdBefore({ type: applyRequest.type, text: itemKey(120), nth: 2 }));
    const large = model.draft({ puts: keys });
    const answer = history.client('late', store).commit(id, large);
    await Promise.race([injection.struck, answer]);
    model.commit(large);
    const next = model.draft({ puts: [itemKey(120), itemKey(0)] });
    await history.client('next', clean).commit(id, next);
    injection.release();
    await answer;
    if (injection.strokes !== 1) throw new Error('nobody was late');
    const { records } = await clean.load(id);
    const findings = validateHistory(id, history.operations, { log: await readLog(clean, id), records });
    return findings.map(({ clause, reason }) => `${clause} ${reason}`);
  } finally {
    await store.close();
  }
};

/** The program is cut off when all records of a large commit are in their places and only its mark is left. The next one reads. */
export const lastStepButOne: Story = async ({ clean, endpoint, probe }, open) => {
  await using proxy = await startDynamoProxy(endpoint);
  const store = await open(proxy.endpoint);
  try {
    const model = new ModelDialogue(dialogueId('last-step'));
    const { id } = model;
    const injection = proxy.inject(cutBefore(unmarkRequest), Infinity);
    const large = model.draft({ puts: keys });
    const { outcome } = await store.commit(id, large);
    model.commit(large);
    if (injection.strokes === 0 || outcome !== 'committed')
      throw new Error(`${outcome}, cut ${injection.strokes} times`);
    const { records } = await clean.load(id);
    const rows = await probe.rows(id);
    const isWhole = records.length === keys.length && rows.records.length === keys.length && rows.leftovers === 0;
    return isWhole ? [] : ['not whole'];
  } catch (error) {
    if (isColloquyError(error)) return [error.code];
    throw error;
  } finally {
    await store.close();
  }
};
