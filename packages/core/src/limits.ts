/**
 * The limits of Colloquy, the same on every backend, refused by name before any write.
 *
 * Sizes are UTF-8 bytes. They are chosen so that the narrowest backend (DynamoDB: 400 KB an item, 100 items and 4 MB a
 * transaction) can keep them all.
 */
export const limits = {
  /** Characters of a dialogue id. */
  dialogueIdLength: 128,
  /** Characters of a slug, verdict id, tenant or actor token. */
  tokenLength: 64,
  /** Characters of an operationId. */
  operationIdLength: 64,
  /** Bytes of a label, role or title. */
  labelBytes: 2 * 1024,
  /** Bytes of any other text. */
  textBytes: 256 * 1024,
  /** Bytes of the canonical JSON of `parameters`. */
  jsonBytes: 64 * 1024,
  /** Levels of arrays and objects in `parameters`. */
  jsonDepth: 32,
  /** Items of contributors, targets, conditions and every other list. */
  listItems: 200,
  /** Bytes of a record's envelope. */
  envelopeBytes: 300 * 1024,
  /** Cleartext attributes of a record. */
  attributes: 16,
  /** Bytes of one attribute: name and value together. */
  attributeBytes: 256,
  /** Records a commit may change. */
  commitChanges: 1000,
  /** Bytes of all envelopes, attributes and keys of a commit. */
  commitBytes: 3 * 1024 * 1024,
  /** Records a commit may depend on without changing them. */
  commitChecks: 1000,
  /** Versions of a dialogue's data key that may be in use at once. */
  dataKeyVersions: 64,
  /** Keys of one `get`. */
  getKeys: 97,
  /** Bytes of a record key. */
  keyBytes: 200,
  /** Bytes of an entry header, so that a head stays one small item. */
  headerBytes: 1024,
  /** Entries of one `log` page. */
  logPage: 1000,
  /** Rows of one page of an AnalyticsStore, and dialogues that one search for similar ones opens. */
  analyticsPage: 1000,
  /** Bytes of a signed note with all its signatures. */
  noteBytes: 128 * 1024,
  /** Signature lines of a signed note. */
  noteSignatures: 64,
  /** Characters of the name of a key that signs notes. */
  noteKeyNameLength: 128,
  /** Signing keys that a store header holds, old ones included. */
  signingKeys: 64,
  /** Highest round number; rounds start at 0. */
  maxRound: 99,
  /** Highest sequence number per type and round; sequences start at 1. */
  maxSequence: 99,
  /** Events of one entity. */
  maxEvents: 9999,
  /** A score component, so that every total stays an exact integer. */
  maxScore: 9_007_199_254_740,
} as const;

export type LimitName = keyof typeof limits;
