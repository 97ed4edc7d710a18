import type { DialogueId } from '../../address/DialogueId.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { MoveRegister, RegisteredMove } from './MoveRegister.ts';

/** A register of moves that lives and dies with the process: for tests and trials. */
export class MemoryMoveRegister implements MoveRegister {
  readonly #moves = new Map<string, RegisteredMove>();

  async put(move: RegisteredMove, options?: CallOptions): Promise<RegisteredMove> {
    options?.signal?.throwIfAborted();
    const at = placeIn(move.dialogueId, move.logId, move.entry.n);
    const standing = this.#moves.get(at);
    if (standing !== undefined) return copyOf(standing);
    this.#moves.set(at, copyOf(move));
    return copyOf(move);
  }

  async latest(dialogueId: DialogueId, logId: string, options?: CallOptions): Promise<RegisteredMove | undefined> {
    options?.signal?.throwIfAborted();
    let last: RegisteredMove | undefined;
    for (const move of this.#moves.values()) {
      if (move.dialogueId !== dialogueId || move.logId !== logId) continue;
      if (last === undefined || move.entry.n > last.entry.n) last = move;
    }
    return last && copyOf(last);
  }

  async entryAt(
    dialogueId: DialogueId,
    logId: string,
    n: number,
    options?: CallOptions,
  ): Promise<RegisteredMove | undefined> {
    options?.signal?.throwIfAborted();
    const move = this.#moves.get(placeIn(dialogueId, logId, n));
    return move && copyOf(move);
  }
}

function placeIn(dialogueId: DialogueId, logId: string, n: number): string {
  return `${dialogueId}/${logId}-${n}`;
}

/** What a caller holds is not what stands here. */
function copyOf({ dialogueId, logId, entry }: RegisteredMove): RegisteredMove {
  const { n, commitId, header, body, auth } = entry;
  return { dialogueId, logId, entry: { n, commitId, header: header.slice(), body: body.slice(), auth: auth.slice() } };
}
