/** The clauses of `docs/spec/adapter-kit.md`, one line each. The document is normative. */
export const adapterKitClauses = {
  'KIT-FRESH-01': 'create gives an empty store, and two fixtures share nothing',
  'KIT-SECOND-01': 'second is another client of the same data with a life of its own',
  'KIT-REOPEN-01': 'a kit declared not durable has nothing left after reopen',
  'KIT-PROBE-01': 'the rows of the probe are what the store answers',
  'KIT-PROBE-02': 'what the probe writes or removes, the store reads or misses',
  'KIT-STEP-01': 'stepped is there when declared, holds every call before its first effect, and is absent otherwise',
  'KIT-LIMIT-01': 'a commit takes several writing steps when a transaction limit is declared, and one otherwise',
  'KIT-PROCESS-01': 'elsewhere is there when processes are declared and opens the same data, and is absent otherwise',
  'KIT-ANALYTICS-01': 'every store has analytics when they are declared, and none has otherwise',
  'KIT-METER-01':
    'the meter is there when declared, lists the requests of its own client and nothing else, and is absent otherwise',
  'KIT-OBSTACLE-01': 'there is a way to make a commit fail, and the store works again after it',
} as const;
