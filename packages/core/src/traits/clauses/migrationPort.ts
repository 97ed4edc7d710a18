/** The clauses of `docs/spec/migration.md` that backends owe, one line each. The document is normative. */
export const migrationPortClauses = {
  'MG-STATE-01': 'a transition is one conditional write, on residence, head, entry and pending; of several one is told',
  'MG-STATE-02': 'the same again took place as long as what it set stands there; a late request changes nothing',
  'MG-STATE-03': 'a commit and a transition decide upon one row: under a residence no commit lands',
  'MG-ANSWER-01': 'what the calls answer under each residence, at no further request; the text is not parsed',
  'MG-PORT-01': 'residence: head, residence and pending as one state, never older than an acknowledged change',
  'MG-PORT-02': 'change: with an entry its header is the head, without one the head stays byte for byte',
  'MG-PORT-03': 'writeBatch: all of it in one step if the residence is that very one, and nothing otherwise',
  'MG-PORT-04': 'exportBatch: records in their places, in key order, at most 99 and 3 MiB, each exactly once',
  'MG-PORT-05': 'bytes, attributes, scope, copies, signals, close and durability as of PartitionStore',
  'MG-PORT-06': 'an error other than outcome_unknown means that nothing was written',
  'MG-PORT-07': 'listPartitions: each dialogue of which anything is stored, at least once, whoever follows the cursor',
  'MG-PORT-08': 'opened readOnly: residence, exportBatch and listPartitions are answered, the others are read_only',
  'MG-PORT-09': 'an ordinary call costs what it cost: no further statement or request',
} as const;
