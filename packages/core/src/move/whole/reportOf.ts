import type { DialogueId } from '../../address/DialogueId.ts';
import type { ColloquyError } from '../../errors/index.ts';
import type { DialogueOutcome, DialogueReport } from './MoveReport.ts';

/** An error as a report tells it. */
export function reportOf(dialogueId: DialogueId, outcome: DialogueOutcome, error: ColloquyError): DialogueReport {
  const { code, context, message } = error;
  const text = (name: string): string | undefined => {
    const value = context[name];
    return typeof value === 'string' ? value : undefined;
  };
  const [reason, address, moveId] = [text('reason'), text('address'), text('moveId')];
  return {
    dialogueId,
    outcome,
    ...(moveId === undefined ? {} : { moveId }),
    code,
    ...(reason === undefined ? {} : { reason }),
    ...(address === undefined ? {} : { address }),
    message: `${message}${adviceOn(reason)}`,
  };
}

/** A dialogue that was not begun any more. */
export function notBegun(dialogueId: DialogueId, { code, message }: ColloquyError): DialogueReport {
  const told = `Not begun, because the run was halted: ${message}`;
  return { dialogueId, outcome: 'not-checked', code, message: told };
}

/** What to do about what a store holds; other errors say it themselves. */
function adviceOn(reason: string | undefined): string {
  if (reason !== 'source_record' && reason !== 'source_log') return '';
  return ' Look at it with verify and with the doctor, repair it or put a backup back, and start again.';
}
