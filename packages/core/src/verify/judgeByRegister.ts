import type { DialogueId } from '../address/DialogueId.ts';
import { isColloquyError } from '../errors/index.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { compareWithRegister, type AuthenticHead } from '../store/verifyHead.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import type { Finding, FindingKind } from './Finding.ts';

const kinds: Readonly<Record<string, FindingKind>> = {
  rollback: 'register_rollback',
  fork: 'register_fork',
  misplaced: 'register_misplaced',
};

/**
 * What the register of moves, where there is one, has against a head, whether or not it was asked before (MG-REGISTER-02, -03).
 *
 * @throws ColloquyError `backend_unavailable` where it cannot be read: nobody knows then whether there is a finding
 */
export async function judgeByRegister(
  context: StoreContext,
  id: DialogueId,
  head: AuthenticHead,
  options: CallOptions,
): Promise<readonly Finding[]> {
  try {
    await compareWithRegister(context, id, head, options, 'compare');
    return [];
  } catch (error) {
    if (!isColloquyError(error, 'integrity_error')) throw error;
    const { reason, n = head.n } = error.context;
    const kind = kinds[String(reason)] ?? 'register_unbelieved';
    return [{ kind, n: Number(n), message: error.message }];
  }
}
