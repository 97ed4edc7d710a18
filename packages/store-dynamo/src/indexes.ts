/** A global secondary index, and the attributes of an item that place it there. An item without them is not in it. */
export interface SecondaryIndex {
  readonly name: string;
  /** Text: list and shard. */
  readonly partitionKey: string;
  /** Text: the position in the list, whose byte order is that of the list. */
  readonly sortKey: string;
  /** Further attributes that a query of the index answers with. The four keys of table and index always come. */
  readonly projected: readonly string[];
}

/** The attribute that holds the score of an expert in the index: a number. */
export const expertScore = 'byExpertScore';

/**
 * The indexes of the table, by what they hold. Their attributes are the store's own, apart from the map `attributes` of a record: an
 * attribute of a wrong type in an index key would make the write fail.
 */
export const secondaryIndexes = {
  dialogues: { name: 'ByStatus', partitionKey: 'byStatusPk', sortKey: 'byStatusSk', projected: [] },
  tensions: { name: 'ByTensionStatus', partitionKey: 'byTensionStatusPk', sortKey: 'byTensionStatusSk', projected: [] },
  experts: { name: 'ByExpert', partitionKey: 'byExpertPk', sortKey: 'byExpertSk', projected: [expertScore] },
} as const satisfies Readonly<Record<string, SecondaryIndex>>;

/** Every attribute that is in an item for an index only: none of them is a field of what was stored. */
export const indexAttributes: ReadonlySet<string> = new Set(
  Object.values(secondaryIndexes).flatMap(({ partitionKey, sortKey, projected }) => [
    partitionKey,
    sortKey,
    ...projected,
  ]),
);

/**
 * Shards of each list. Nearly all dialogues are of one status, and a partition takes 1 000 write units a second; an index whose
 * partition takes no more makes the table refuse writes. So eight shards carry 8 000 dialogues that are created, or change their
 * status, in a second; and a question costs eight times as many queries, half a read unit each where a shard has little to say.
 *
 * A part of the layout of the table, not a setting: a row lies where the number put it when its record was written. A greater one
 * would send old readers past rows that new writers put in new shards; a smaller one would hide rows until their records are written
 * again. Another number is another set of indexes.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html (units of a partition),
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html (writes of the table and of its indexes)
 */
export const indexShards = 8;
