import type { Obstacle, RestoreVerdict } from './Diagnosis.ts';

const byVerdict: Record<RestoreVerdict, string> = {
  sound: 'Nothing is to be done.',
  unfinished: 'Call settle, or write: the next writer finishes the large commit.',
  torn: 'Look at what would be lost, then call reattest with this digest and a reason; or restore another moment.',
  rolled_back: 'Restore a later moment. What is here is sound, and older than what the anchor or handle knows.',
  damaged:
    'Do not write. Restore another moment, or find out who changed what the findings name: nothing here is repaired.',
  undetermined: 'Diagnose again with the keys; if they were at hand, a data key is lost: restore another moment.',
};

const byObstacle: Record<Obstacle, string> = {
  keys: 'the log root, or a data key that records are sealed under, is lost',
  log: 'no entry of the log is there',
  root: "the dialogue's own record is lost",
  pending: 'some records of an unfinished large commit are lost',
  erased: 'the dialogue was erased: call erase again, or restore another moment',
  entries: 'too many entries stand behind a gap',
  backend: 'this backend offers no repair of its head',
  moved: 'the dialogue has left this store: go on where it is, or restore another moment',
};

/** What to do next, for a person. */
export function nextSteps(verdict: RestoreVerdict, obstacles: readonly Obstacle[]): string {
  if (obstacles.length === 0) return byVerdict[verdict];
  const reasons = obstacles.map((obstacle) => byObstacle[obstacle]).join('; ');
  return `This cannot be repaired: ${reasons}. Restore another moment.`;
}
