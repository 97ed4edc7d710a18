import type { EntityType } from '../domain/index.ts';

/** The view of each entity type, in the schemas that have one per type for people to read. */
export const viewNames = {
  dialogue: 'dialogues',
  expert: 'experts',
  content: 'contents',
  round: 'rounds',
  verdict: 'verdicts',
  perspective: 'perspectives',
  tension: 'tensions',
  recommendation: 'recommendations',
  evidence: 'evidence',
  claim: 'claims',
  move: 'moves',
  ref: 'refs',
  event: 'events',
} as const satisfies Record<EntityType, string>;
