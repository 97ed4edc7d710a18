/** Every clause, with one line of what it demands. */
export const clauses = {
  'DS-HEAD-01': 'the head is never older than what was acknowledged',
  'DS-GET-01': 'what is asked for comes back as one state',
  'DS-LOAD-01': 'every note, once',
  'DS-LOAD-02': 'in key order',
  'DS-COMMIT-01': 'all or nothing',
  'AS-STAT-01': 'every dialogue is counted once',
  'KV-GET-01': 'what was put comes back',
} as const;
