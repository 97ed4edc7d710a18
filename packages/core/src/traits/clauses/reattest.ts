/** The clauses of `docs/spec/reattest.md`, one line each. The document is normative. */
export const reattestClauses = {
  'RA-DOCTOR-01': 'one of a closed list of verdicts, upon everything that stands there; nothing is written',
  'RA-DOCTOR-02': 'torn: which records are ahead, behind or missing, of which n, and which entries are lost or stray',
  'RA-DOCTOR-03': 'damaged: what no torn restore explains, also an authentic version that is too old for one',
  'RA-DOCTOR-04': 'without keys nothing is authenticated: what only a seal could explain is undetermined',
  'RA-DOCTOR-05': 'what a note or a handle knows of a later state is told; of another history it is damage',
  'RA-DOCTOR-06': 'what cannot be repaired is told before it is tried; a large commit under way is no damage',
  'RA-ATTEST-01':
    "one commit after the log's end; then the dialogue loads, verifies and takes writes; what stands is kept",
  'RA-ATTEST-02': 'only what was diagnosed: otherwise revision_conflict, and nothing is written',
  'RA-ATTEST-03': 'nothing but a torn dialogue: damage is refused and never sealed anew',
  'RA-ATTEST-04': 'what was accepted and lost is stated in a sealed record for ever, and verify tells it as a fact',
  'RA-ATTEST-05': 'numbers of what is lost, or named and not there, stay taken; what names them is told',
  'RA-ATTEST-06': 'wraps of another time are wrapped anew; a lost data key with nothing under it is made anew',
  'RA-ATTEST-07': 'an erased dialogue stays erased; a later state that is known must be given up in so many words',
  'RA-ATTEST-08': 'begun in the audit before anything is written, and its end after',
  'RA-PORT-01': 'a commit over a head: that very head, entry n absent, every prior; otherwise nothing is written',
  'RA-PORT-02': 'entry, head, records and removals together or not at all; the same bytes again are committed',
} as const;
