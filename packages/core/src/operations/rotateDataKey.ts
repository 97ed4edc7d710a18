import type { DialogueId } from '../address/DialogueId.ts';
import { ColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';
import { buildCommit, keyStateOf } from '../store/buildCommit.ts';
import { makeKey } from '../store/makeKey.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { refuseMoved } from '../store/moved.ts';
import { refuseErased } from '../store/verifyHead.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { attempt } from './attempt.ts';
import { kindOf, standing } from './standing.ts';

export interface Rotation {
  /** The commit. */
  readonly n: number;
  /** The version of the data key that seals from now on. */
  readonly keyVersion: number;
}

/** Gives the dialogue a new data key (KO-ROTATE-01). What is there stays under the old one until it is sealed again. */
export async function rotateDataKey(context: StoreContext, id: DialogueId, options: CallOptions): Promise<Rotation> {
  return attempt(
    context,
    id,
    async () => {
      const read = await standing(context, id, [], options);
      const { head } = read;
      refuseErased(id, head);
      refuseMoved(id, head);
      const { dek, dekMin, epoch } = head.header;
      const keyVersion = dek + 1;
      if (keyVersion - dekMin >= limits.dataKeyVersions) throw tooManyVersions(id, dek - dekMin + 1);
      const made = await makeKey(context, id, await context.keyring.kek(epoch, options), 'dek', keyVersion, options);
      const dataKeys = new Map([...head.keys.dataKeys, [keyVersion, made.secret]]);
      const change = {
        state: { ...keyStateOf(head.header), dek: keyVersion },
        keys: { ...head.keys, dataKeys },
        written: [made.change],
      };
      const plan = { kind: kindOf('rotate', read), time: context.sources.now(), records: [], checks: [] };
      const built = await buildCommit(context, id, head, plan, options, change);
      return { built, result: { n: built.head.n, keyVersion } };
    },
    options,
  );
}

function tooManyVersions(id: DialogueId, actual: number): ColloquyError {
  const max = limits.dataKeyVersions;
  return new ColloquyError(
    'limit_exceeded',
    `Dialogue ${id} has ${actual} versions of its data key in use, of at most ${max} (dataKeyVersions): re-seal it, which retires the old ones.`,
    { context: { dialogueId: id, limit: 'dataKeyVersions', max, actual } },
  );
}
