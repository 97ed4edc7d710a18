/** The clauses of the store header in `docs/spec/keys.md`, one line each. The document is normative. */
export const storeHeaderClauses = {
  'SH-READ-01': 'before the first header read is undefined',
  'SH-READ-02': 'what was stored is what every client reads from then on',
  'SH-BYTES-01': 'the header comes back byte for byte, 1 byte to 64 KiB of any value',
  'SH-COPY-01': "nothing passed in is kept by reference, and what comes out is the caller's",
  'SH-PUT-01': 'putIfAbsent stores where there is none, and otherwise changes nothing; it answers with what stands',
  'SH-PUT-02': 'of several concurrent callers of putIfAbsent all get the header of the one that won',
  'SH-REPLACE-01': 'replace puts the next header in the place of the previous one, if that stands there byte for byte',
  'SH-REPLACE-02':
    'of several concurrent callers of replace upon one header exactly one is told true, and its header stands',
  'SH-DATA-01': 'holdsData is true as soon as anything of any dialogue is stored, and not for the header alone',
  'SH-APART-01': 'the header and the dialogues do not show in each other and do not change each other',
  'SH-ERROR-01':
    'after an error the header is the old or the new one, whole; the same call again comes to its right end',
  'SH-DURABLE-01': 'what a durable store has answered for is there after reopening',
  'SH-SIGNAL-01': 'a signal aborted before the call: rejected with its reason, no effect',
  'SH-CLOSE-01': 'after close every call rejects with backend_closed',
} as const;
