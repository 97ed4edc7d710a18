import { compareAscii } from '../bytes/index.ts';
import type { DialoguePosition, ExpertPosition, TensionPosition } from '../traits/AnalyticsPort.ts';

type Order = -1 | 0 | 1;

/** Newest first, then the greatest dialogue id. */
export function compareDialoguePositions(a: DialoguePosition, b: DialoguePosition): Order {
  return compareAscii(b.createdAt, a.createdAt) || compareAscii(b.dialogueId, a.dialogueId);
}

/** Newest first, then the greatest dialogue id, then the greatest tension id. */
export function compareTensionPositions(a: TensionPosition, b: TensionPosition): Order {
  return compareDialoguePositions(a, b) || compareAscii(b.tensionId, a.tensionId);
}

/** The highest sum first, then the smallest slug. */
export function compareExpertPositions(a: ExpertPosition, b: ExpertPosition): Order {
  if (a.totalScore !== b.totalScore) return a.totalScore > b.totalScore ? -1 : 1;
  return compareAscii(a.slug, b.slug);
}
