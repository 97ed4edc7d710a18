/** The clauses of leases in `docs/spec/keys.md`, one line each. The document is normative. */
export const leaseClauses = {
  'LE-END-01': 'a lease ends when either clock is past its deadline, and for good',
  'LE-END-02': 'nothing derived from a KEK outlives its lease: data keys, log roots, commit keys, open handles',
  'LE-END-03': 'invalidate ends every lease at once, also one without a deadline',
  'LE-RENEW-01': 'a lease in use is renewed once at four fifths of its length, and nobody waits for it',
  'LE-RENEW-02': 'no answer leaves a lease as it is until its end; a refusal ends it at once',
  'LE-RENEW-03': 'a renewal that gives another key ends the lease',
  'LE-ASK-01': 'one call of the provider at a time per epoch, shared by all who wait; a warm store makes none',
  'LE-ASK-02': 'the abort of one caller leaves the shared call to the others',
  'LE-ASK-03': 'an answer that comes after its own end, or after an invalidation, is not used',
  'LE-ASK-04': 'a failure is not remembered: the next use asks again, and heals without a new store',
  'LE-WORK-01':
    'an operation whose lease ends under way asks again before it opens or seals, and stops when it is refused',
} as const;
