import type { DialogueId } from '../../address/DialogueId.ts';
import { isColloquyError } from '../../errors/index.ts';
import type { ResidenceChange, ScopedChange } from '../../traits/MigrationPort.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { portOf } from '../portOf.ts';
import type { StoreParts } from './StoreParts.ts';

/** How often a transition is asked for whose answer was lost. */
const attempts = 3;

/**
 * Asks for a transition, and for the same one again where the answer was lost: it says what it was the first time (MG-STATE-02,
 * MG-MOVE-05). The bytes are not built anew, or an entry could land twice.
 *
 * @throws ColloquyError `outcome_unknown` when every answer was lost; what the backend throws
 */
export async function transit(
  parts: StoreParts,
  id: DialogueId,
  change: ResidenceChange,
  call?: CallOptions,
): Promise<ScopedChange> {
  const port = portOf(parts.backend, id);
  for (let attempt = 1; ; attempt++) {
    try {
      return await port.change(id, change, call);
    } catch (error) {
      const isLast = attempt >= attempts || call?.signal?.aborted === true;
      if (isLast || !isColloquyError(error, 'outcome_unknown')) throw error;
    }
  }
}
