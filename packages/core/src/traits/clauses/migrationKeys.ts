/** The clauses of `docs/spec/migration.md` about keys, erasure and the register of moves, one line each. The document is normative. */
export const migrationKeyClauses = {
  'MG-KEYS-01':
    'a header that takes over a storeId from material that it finds gets a place of its own; else it has none',
  'MG-KEYS-02':
    "the target's header gets the epochs that heads name, with the source's kekIds; another kekId is keys_differ",
  'MG-KEYS-03':
    'both headers name each other as peers, and destroyEpoch demands that every peer is looked through or gone',
  'MG-KEYS-04': 'the target gets the signing keys of the source where it has none and records all their epochs',
  'MG-ERASE-01': 'a certificate of erasure names every place that the boundary entries of the log name beside this one',
  'MG-REGISTER-02':
    'a register is looked at once per dialogue and after each lower head: rollback and fork are refused',
  'MG-REGISTER-03':
    'a store that is not where the last entry of the register places the dialogue refuses it: misplaced',
  'MG-REGISTER-04': 'without an entry one look and no more; a register that cannot be read is backend_unavailable',
  'MG-REGISTER-05':
    'two stores are compared by their logs, without keys: both active, or two entries at one n, is a fork',
  'MG-WHOLE-08': 'with a successor in the header, create and a first import commit are store_retired; all else goes on',
} as const;
