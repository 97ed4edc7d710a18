import { audited } from '../../audit/audited.ts';
import type { DialogueId } from '../../address/DialogueId.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { MoverContext } from './MoverContext.ts';

/** What is recorded of moves (`docs/spec/audit.md`). */
export type MoveOperation = 'dialogue.move-out' | 'dialogue.move-in' | 'dialogue.move-cancel' | 'dialogue.purge';

/** Does what cannot be taken back: `begun` is recorded before it, and how it ended after it. */
export async function recorded<T>(
  { audit, source }: MoverContext,
  operation: MoveOperation,
  about: { readonly dialogueId: DialogueId; readonly moveId: string; readonly records?: number },
  act: () => Promise<T>,
  call: CallOptions,
  found?: (result: T) => number,
): Promise<T> {
  if (audit === undefined) return act();
  const { tenant } = await source.identity(call);
  const { dialogueId: dialogue, moveId: move, records } = about;
  const counted = records === undefined ? {} : { counts: { records } };
  const event = { operation, tenant, dialogue, move, ...counted };
  await audit.record({ ...event, outcome: 'begun' });
  return audited(audit, event, act, {
    signal: call.signal,
    ...(found === undefined ? {} : { found: (result: T) => ({ counts: { records: found(result) } }) }),
  });
}
