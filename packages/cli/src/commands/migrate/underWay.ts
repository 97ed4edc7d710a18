import type { CallOptions, DialogueId, MovePhase, Mover } from '@colloquy/core';

const phases: readonly MovePhase[] = ['claimed', 'in-transit', 'cancelling'];

/** Those of which a move is neither complete nor ended. */
export async function underWay(
  mover: Mover,
  ids: readonly DialogueId[],
  call: CallOptions,
): Promise<readonly DialogueId[]> {
  const found: DialogueId[] = [];
  for (const id of ids) {
    const { phase } = await mover.status(id, call);
    if (phases.includes(phase)) found.push(id);
  }
  return found;
}
