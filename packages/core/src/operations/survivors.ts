import { isDialogueId, type DialogueId } from '../address/DialogueId.ts';
import { ColloquyError } from '../errors/index.ts';
import type { KeysOptions } from '../keys/openKeys.ts';
import { parseSigningEntry } from '../keys/signing/signingEntries.ts';
import type { StoreHeader } from '../keys/storeHeader.ts';
import { readAtomic } from '../store/readAtomic.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { MigrationBackend, ResidenceStatus } from '../traits/MigrationPort.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';

/** What can name every dialogue of a store. */
export interface DialogueList {
  /** As they stand in the store, in byte order; in a damaged one an id may be malformed. */
  dialogueIds(options?: CallOptions): Promise<readonly string[]>;
}

/** A store whose epochs are administered, with nothing remembered. */
export interface AdministeredStore {
  readonly context: StoreContext;
  readonly keys: KeysOptions;
  readonly list: DialogueList & MigrationBackend;
}

/**
 * Opens every dialogue's keys, from what is stored, under the epoch that its authentic head names.
 *
 * @param place - of a store that dialogues move to and from: then what is on its way counts too (MG-KEYS-03)
 * @returns how many dialogues there are
 * @throws ColloquyError `epoch_in_use`; `integrity_error` for what cannot be authenticated
 */
export async function refuseSurvivors(
  { context, list }: AdministeredStore,
  epoch: number,
  place: string | undefined,
  options: CallOptions,
): Promise<number> {
  const under: string[] = [];
  const ids = await list.dialogueIds(options);
  for (const id of ids) {
    if (!isDialogueId(id)) {
      throw new ColloquyError(
        'integrity_error',
        'Rows stand under a name that is no dialogue id; nothing was destroyed.',
      );
    }
    const status = place === undefined ? undefined : await statusOf(list, id, options);
    if (await isUnder(context, id, status, epoch, options)) under.push(id);
  }
  if (under.length === 0) return ids.length;
  const [first = ''] = under;
  const where = place === undefined ? '' : ` in the store ${place}`;
  throw new ColloquyError(
    'epoch_in_use',
    `${under.length} dialogues${where} are still wrapped under epoch ${epoch}, ${first} the first: rewrap them, finish or purge ` +
      'those that move, then destroy it.',
    {
      context: {
        epoch,
        dialogues: under.length,
        first: under.slice(0, 10),
        ...(place === undefined ? {} : { place }),
      },
    },
  );
}

async function statusOf(
  { migration }: MigrationBackend,
  id: DialogueId,
  options: CallOptions,
): Promise<ResidenceStatus | undefined> {
  return (await migration?.residence(id, options))?.residence?.status;
}

/** Of what arrives nobody can tell the epoch yet, and what is being purged nobody can read: both count. What was aborted or purged does not. */
async function isUnder(
  context: StoreContext,
  id: DialogueId,
  status: ResidenceStatus | undefined,
  epoch: number,
  options: CallOptions,
): Promise<boolean> {
  if (status === 'importing' || status === 'purging') return true;
  if (status === 'aborted' || status === 'purged') return false;
  return (await readAtomic(context, id, [], options))?.head.header.epoch === epoch;
}

/** A signing key that is wrapped under the epoch would be lost with it. @throws ColloquyError `epoch_in_use` */
export function refuseSigningKeys({ signing = [] }: StoreHeader, epoch: number): void {
  const under = signing.filter((entry) => parseSigningEntry(entry)?.epoch === epoch).map(([version]) => version);
  if (under.length === 0) return;
  throw new ColloquyError(
    'epoch_in_use',
    `Signing keys are still wrapped under epoch ${epoch}: call rewrapSigningKeys, then destroy it.`,
    { context: { epoch, signingKeys: under } },
  );
}
