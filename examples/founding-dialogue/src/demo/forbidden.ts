import { failureLines, heading, type Layout, paint } from '@colloquy/cli';
import type { DialogueId, DialogueStore } from '@colloquy/core';
import { attempts } from './attempts.ts';

async function headOf(store: DialogueStore, id: DialogueId): Promise<number> {
  return (await store.get(id))?.n ?? 0;
}

/**
 * Tries what is forbidden and shows what a person gets.
 *
 * @throws Error when one of them is let through, or something was written all the same
 */
export async function forbiddenLines(
  layout: Layout,
  store: DialogueStore,
  id: DialogueId,
  nextRound: number,
): Promise<readonly string[]> {
  const lines: string[] = [...heading(layout, 'Three things that are refused')];
  let separator: readonly string[] = [];
  for (const { title, run } of attempts(nextRound)) {
    const before = await headOf(store, id);
    let refusal: unknown;
    try {
      await run(store, id);
    } catch (error) {
      refusal = error;
    }
    const after = await headOf(store, id);
    if (refusal === undefined || after !== before) throw new Error(`Not refused: ${title}.`);
    lines.push(
      ...separator,
      `Trying ${title}`,
      ...failureLines({ ...layout, width: layout.width - 2 }, refusal).map((line) => `  ${line}`),
      `  ${paint(layout, 'good', `nothing was written: n is ${after}, as before`)}`,
    );
    separator = [''];
  }
  return lines;
}
