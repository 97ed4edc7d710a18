import type { RecordKey } from '../address/RecordKey.ts';

/** What is wrong, by kind. Every kind says where: a record by its key, an entry by its n. */
export type FindingKind =
  /** The head is gone although there are records or entries. */
  | 'head_missing'
  /** The head is not a header that core wrote, or is not authentic. */
  | 'head_invalid'
  /** The head places the dialogue in another store: these are rows of that one. */
  | 'head_misplaced'
  /** The head is not the last entry of the log. */
  | 'head_not_last'
  /** What is kept of a move beside the head contradicts it. Told by `doctor` alone. */
  | 'head_residence'
  /** The wrapped keys cannot be opened: MACs, tags and payloads could not be checked. */
  | 'keys_unreadable'
  | 'entry_missing'
  | 'entry_malformed'
  /** The entry does not carry the hash of the one before. */
  | 'link_broken'
  /** The entry was not written by a holder of the log root. */
  | 'entry_mac'
  /** A boundary entry that cannot stand where it stands, or that does not repeat the entry before; or an entry behind `migrate.out`. */
  | 'entry_boundary'
  /** A boundary entry does not have the signature of the pinned key that it names. */
  | 'entry_signature'
  /** A boundary entry is signed by a key that is not pinned, and no holder of the log root has gone on from it. */
  | 'entry_mover'
  /** The entry's tag is not that of the records it leaves. */
  | 'entry_tag'
  | 'record_missing'
  /** No entry wrote this record into this dialogue. */
  | 'record_unexpected'
  /** The record is an older version of itself, put back. */
  | 'record_replayed'
  /** The record holds bytes that an entry wrote under another key. */
  | 'record_misplaced'
  /** The record's bytes are none that any entry wrote. */
  | 'record_changed'
  | 'attributes_changed'
  /** The bytes are right but do not open, or open to something else. */
  | 'record_unreadable'
  /** What was given as a note is none, or no checkpoint. */
  | 'note_malformed'
  /** No pinned key has signed the note, or a signature of one does not verify. Nothing was compared with it. */
  | 'note_untrusted'
  /** The note speaks of another log: the dialogue was replaced, or it is the note of another. */
  | 'note_other_log'
  /** The log is shorter than the note knows it: cut, or put back. */
  | 'note_truncated'
  /** The entry at the note's n is another. */
  | 'note_rewritten'
  /** The register of moves knows a later entry than the head: the database was put back to before a move. */
  | 'register_rollback'
  /** The register of moves holds another entry than the log: it went on from an old state, or its move was given up. */
  | 'register_fork'
  /** The register of moves places the dialogue in another store: these are rows of that one. */
  | 'register_misplaced'
  /** What the register of moves holds of this dialogue cannot be believed, so that it says neither this nor that. */
  | 'register_unbelieved'
  /** Entries do not link up with the one that the note vouches for. */
  | 'note_unlinked';

export interface Finding {
  readonly kind: FindingKind;
  readonly key?: RecordKey;
  readonly n?: number;
  /** For a person: what and where. */
  readonly message: string;
}
