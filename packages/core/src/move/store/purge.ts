import type { DialogueId } from '../../address/DialogueId.ts';
import type { Residence } from '../../traits/MigrationPort.ts';
import type { PurgeEvidence } from '../../traits/MigrationStore.ts';
import type { PurgeOptions, PurgeStep } from '../stepOptions.ts';
import { scoped, type Scoped } from '../../traits/PartitionScoped.ts';
import { removeRecords } from '../arrival/index.ts';
import { moveRefused } from '../refusals.ts';
import { locate, type Standing } from './location.ts';
import type { StoreParts } from './StoreParts.ts';
import { transit } from './transit.ts';

/** From `moved` through `purging` to `purged`; goes on where another process ended (MG-PURGE-01). */
export async function purge(
  parts: StoreParts,
  id: DialogueId,
  moveId: string,
  evidence: PurgeEvidence,
  options: PurgeOptions = {},
): Promise<Scoped<{ readonly removed: number }>> {
  const step = async <T>(name: PurgeStep, act: () => Promise<T>): Promise<T> => {
    await options.onStep?.(name, 'before');
    const result = await act();
    await options.onStep?.(name, 'after');
    return result;
  };
  const { here } = await parts.identity(options);
  let standing = requireRetired(await locate(parts, id, options), moveId);
  if (evidence.store.place === here.place) {
    const message = `${id} is to be purged here, and what was looked at is this very store. Nothing was written; name the store where it is now.`;
    throw moveRefused(id, 'same_place', message, { moveId });
  }
  if (standing.state === 'moved') {
    await step('purge-begin', () => pass(parts, standing, 'purging', options));
    standing = requireRetired(await locate(parts, id, options), moveId);
  }
  let removed = 0;
  if (standing.state === 'purging' && standing.residence !== null) {
    const under = standing.residence;
    const { signal } = options;
    removed = await step('purge-remove', async () => {
      const done = await removeRecords({
        store: parts.backend,
        id,
        under,
        ...(signal === undefined ? {} : { signal }),
      });
      // Where it is not `purging` any more, another process came to the end first.
      return done.outcome === 'removed' ? done.records : 0;
    });
    await step('purge-end', () => pass(parts, standing, 'purged', options));
    requireRetired(await locate(parts, id, options), moveId);
  }
  return scoped(id, { removed });
}

/** The retired copy of this move, whichever part of it is left. */
function requireRetired(standing: Scoped<Standing>, moveId: string): Scoped<Standing> {
  const { dialogueId: id, state, boundary, contradiction } = standing;
  const isRetired = state === 'moved' || state === 'purging' || state === 'purged';
  if (isRetired && contradiction === undefined && boundary?.body.moveId === moveId) return standing;
  const message = `${id} is ${state} in this store, and no retired copy of the move ${moveId}. Nothing was written.`;
  throw moveRefused(id, contradiction === undefined ? 'not_there' : 'torn', message, { moveId, state });
}

async function pass(
  parts: StoreParts,
  { dialogueId: id, residence, raw }: Scoped<Standing>,
  status: Residence['status'],
  options: PurgeOptions,
): Promise<void> {
  if (residence === null || raw === undefined) return;
  const to = { status, move: residence.move };
  // Where it did not take place somebody else was first, and the next look says with what.
  await transit(parts, id, { from: residence, to, head: { n: raw.n, commitId: raw.commitId } }, options);
}
