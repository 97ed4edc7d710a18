import type { DialogueId } from '../address/DialogueId.ts';
import type { StoreName } from '../move/boundaryBody.ts';

/** What an erased dialogue still tells those who hold the database. */
const stillReadable = [
  'dialogueId',
  'record keys: slugs, display ids, reference graph',
  'sizes and times of the commits',
  'actor tokens',
] as const;

/**
 * What the erasure of a dialogue has reached, and what it has not. Plain JSON, for the file of whoever asked for it. It proves nothing
 * by itself: `entryHash` is that of the entry in the log, which a checkpoint can pin.
 */
export interface ErasureCertificate {
  readonly certificate: 'colloquy/v1/erasure';
  readonly storeId: string;
  readonly tenant: string;
  readonly dialogueId: DialogueId;
  /** 32 lowercase hexadecimal digits. */
  readonly logId: string;
  /** The entry that erased it, and the hash of the last entry of the erasure. */
  readonly n: number;
  readonly lastN: number;
  readonly lastEntryHash: string;
  /** When it was erased, RFC 3339, by the clock of the writer. */
  readonly erasedAt: string;
  /**
   * From when on no process that holds keys in memory can use them: the longest lease after the erasure. Undefined where leases do not
   * end: then every such process must have been stopped or its keyring invalidated.
   */
  readonly effectiveAt: string | undefined;
  /** The epoch of the key-encryption key, and its id. */
  readonly epoch: number;
  readonly kekId: string;
  /** What this call has removed from the live database; zeros when an earlier one had. */
  readonly removed: { readonly wraps: number; readonly records: number };
  readonly statements: readonly string[];
  readonly stillReadable: readonly string[];
}

/**
 * The sentences of a certificate of erasure.
 *
 * @param others stores that the dialogue was in beside this one, by its log (MG-ERASE-01)
 */
export function erasureStatements(
  epoch: number,
  copiesExpireAt: string | undefined,
  others: readonly StoreName[],
): readonly string[] {
  const expiry =
    copiesExpireAt === undefined
      ? 'The operator has declared no date by which every copy has expired.'
      : `The operator declares that every copy has expired on ${copiesExpireAt}; nothing here has verified it.`;
  return [
    'The live wraps of the data keys and the live records were overwritten.',
    'Whoever holds an old copy of a wrap (backup, write-ahead log, replica, point-in-time recovery, source of a move) and the ' +
      `key-encryption key of epoch ${epoch} can still decrypt old copies of the records.`,
    ...others.map(({ place, name }) => {
      return (
        `The dialogue was moved from or to the store ${name} (place ${place}), which this erasure has not reached: a retired copy there ` +
        'can be opened with an old wrap until it is purged.'
      );
    }),
    `The erasure is irreversible when every copy has expired, or when epoch ${epoch} is destroyed after the survivors are rewrapped.`,
    expiry,
    'Old copies also hold what the records showed in the clear: statuses, scores and sizes.',
  ];
}

export const readableAfterErasure: readonly string[] = stillReadable;

/** What the destruction of an epoch has reached, and what it has not. */
export interface DestructionCertificate {
  readonly certificate: 'colloquy/v1/epoch-destruction';
  readonly storeId: string;
  readonly tenant: string;
  readonly epoch: number;
  /** Empty when an interrupted destruction had taken it out of the store header already. */
  readonly kekId: string;
  /** RFC 3339, by the clock of this process. */
  readonly destroyedAt: string;
  /** Dialogues that were found to open under a later epoch before it was destroyed. */
  readonly dialogues: number;
  readonly statements: readonly string[];
}

/** The sentences of a certificate of destruction: places of peers are those that were looked through, and those that are said to be gone. */
export function destructionStatements(
  epoch: number,
  { peers, gone }: { readonly peers: readonly string[]; readonly gone: readonly string[] },
): readonly string[] {
  const looked = `The stores ${peers.join(', ')} were looked through as well.`;
  const lost = `The operator declares that the stores ${gone.join(', ')} are gone; what is under the epoch there opens no more.`;
  return [
    ...(peers.length === 0 ? [] : [looked]),
    ...(gone.length === 0 ? [] : [lost]),
    `The vault's material of epoch ${epoch} was removed from the live vault.`,
    'It is final once every backup of the vault that holds the material has expired, or the master key is destroyed: a key service ' +
      'deletes a key after a waiting period of 7 to 30 days, in which it can be cancelled.',
    'A process that has the key in memory can use it until its lease ends, or, where leases do not end, until it stops.',
  ];
}
