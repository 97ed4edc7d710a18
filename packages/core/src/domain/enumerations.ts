/** The closed vocabularies of the domain, in the order in which people should see them. */

export const dialogueStatuses = ['open', 'converging', 'converged', 'abandoned'] as const;
export const roundStatuses = ['open', 'in_progress', 'completed'] as const;
export const perspectiveStatuses = ['open', 'refined', 'conceded', 'merged'] as const;
export const tensionStatuses = ['open', 'addressed', 'resolved', 'reopened'] as const;
export const recommendationStatuses = ['proposed', 'amended', 'adopted', 'rejected'] as const;
export const evidenceStatuses = ['cited', 'challenged', 'confirmed', 'refuted'] as const;
export const claimStatuses = ['asserted', 'supported', 'opposed', 'adopted', 'withdrawn'] as const;

export const expertTiers = ['Core', 'Adjacent', 'Wildcard'] as const;
export const expertSources = ['pool', 'created'] as const;
/** How a member came to a round's panel; an expert's own source is never `retained`. */
export const panelSources = ['pool', 'created', 'retained'] as const;

export const verdictTypes = ['interim', 'final', 'minority', 'dissent'] as const;
export const confidences = ['unanimous', 'strong', 'split', 'contested'] as const;
export const moveTypes = ['defend', 'challenge', 'bridge', 'request', 'concede', 'converge'] as const;
export const refTypes = ['support', 'oppose', 'refine', 'address', 'resolve', 'reopen', 'question', 'depend'] as const;

/** The five types that have display ids and can be referenced. */
export const itemTypes = ['perspective', 'tension', 'recommendation', 'evidence', 'claim'] as const;

/** The types whose status follows a lifecycle, and which therefore have events. */
export const lifecycleTypes = ['dialogue', 'round', ...itemTypes] as const;

/** Every entity type of the domain; the word is the type token of keys and addresses. */
export const entityTypes = [
  'dialogue',
  'expert',
  'content',
  'round',
  'verdict',
  'perspective',
  'tension',
  'recommendation',
  'evidence',
  'claim',
  'move',
  'ref',
  'event',
] as const;

export const eventTypes = [
  'created',
  'commented',
  ...new Set([
    ...dialogueStatuses,
    ...roundStatuses,
    ...perspectiveStatuses,
    ...tensionStatuses,
    ...recommendationStatuses,
    ...evidenceStatuses,
    ...claimStatuses,
  ]),
] as const;

export type ItemType = (typeof itemTypes)[number];
export type LifecycleType = (typeof lifecycleTypes)[number];
export type EntityType = (typeof entityTypes)[number];
export type RefType = (typeof refTypes)[number];
export type MoveType = (typeof moveTypes)[number];
export type EventType = (typeof eventTypes)[number];
