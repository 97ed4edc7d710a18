import { expect, test } from 'vitest';
import { dialogueId } from '../../src/address/DialogueId.ts';
import { dialogueMoved } from '../../src/move/dialogueMoved.ts';

const id = dialogueId('where-to-store');
const to = { moveId: 'a'.repeat(32), place: 'b'.repeat(32), name: 'archive' };

/** Over an earlier copy neither store says that the other one takes writes: the first tells to finish, the second to look back. */
test.each([
  ['moved', 'has left this store for the store archive', 'configure and use that store'],
  ['purging', 'has left this store for the store archive', 'configure and use that store'],
  ['purged', 'has left this store for the store archive', 'configure and use that store'],
  ['importing', 'is on its way back to it from the store archive', 'resume or cancel ends the move'],
  ['aborted', 'a move back to it was cancelled: it is in the store archive', 'configure and use that store'],
] as const)('a dialogue that is %s is told where it is, and what to do', (status, where, what) => {
  const { code, message, context } = dialogueMoved(id, status, 7, to);
  expect(code).toBe('dialogue_moved');
  expect(message).toContain(where);
  expect(message).toContain('Nothing was written');
  expect(message).toContain(what);
  expect(context).toEqual({ dialogueId: id, status, n: 7, ...to });
});
