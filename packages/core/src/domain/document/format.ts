import type { EntityTypes } from '../entities/types.ts';
import { itemTypes, type EntityType, type ItemType } from '../enumerations.ts';
import type { DialogueStats } from '../read/stats.ts';
import type { Warning } from '../read/warnings.ts';

/** What a document says of itself. */
export const documentFormat = 'colloquy/dialogue';

/** The version of the document form; another one is refused. */
export const documentVersion = 1;

/** The types that a document lists, and the field that lists them. Events and edges stand inside what they belong to. */
export const collections = {
  expert: 'experts',
  round: 'rounds',
  content: 'contents',
  perspective: 'perspectives',
  tension: 'tensions',
  recommendation: 'recommendations',
  evidence: 'evidence',
  claim: 'claims',
  move: 'moves',
  verdict: 'verdicts',
} as const satisfies Partial<Record<EntityType, string>>;

export type ListedType = keyof typeof collections;

export const listedTypes = Object.keys(collections) as readonly ListedType[];

const items: ReadonlySet<string> = new Set(itemTypes);

/** True for the five types with display ids. */
export function isItemType(type: EntityType): type is ItemType {
  return items.has(type);
}

/** An event of the entity it stands in. */
export type DocumentEvent = Omit<EntityTypes['event'], 'type' | 'id' | 'entityType' | 'entityId'>;

/** An edge that starts at the item it stands in. */
export type DocumentRef = Pick<EntityTypes['ref'], 'refType' | 'targetId' | 'createdAt'>;

interface WithEvents {
  /** In the order of their numbers. */
  readonly events: readonly DocumentEvent[];
}

interface WithRefs {
  /** Every edge that starts here, by type and target. */
  readonly refs: readonly DocumentRef[];
}

/** An item: `references` is what it was registered with, `refs` are the edges that there are. */
export type DocumentItem<T extends ItemType> = Omit<EntityTypes[T], 'seq'> & WithRefs & WithEvents;

export interface DocumentEntities {
  readonly dialogue: Omit<EntityTypes['dialogue'], 'id'> & WithEvents;
  readonly expert: EntityTypes['expert'];
  readonly round: Omit<EntityTypes['round'], 'id'> & WithEvents;
  readonly content: Omit<EntityTypes['content'], 'id'>;
  readonly perspective: DocumentItem<'perspective'>;
  readonly tension: DocumentItem<'tension'>;
  readonly recommendation: DocumentItem<'recommendation'>;
  readonly evidence: DocumentItem<'evidence'>;
  readonly claim: DocumentItem<'claim'>;
  readonly move: Omit<EntityTypes['move'], 'id'>;
  readonly verdict: EntityTypes['verdict'];
}

/**
 * A whole dialogue as one JSON value, specified in `docs/spec/document.md`. Every entity says its type and its identity, and holds
 * its events and edges. Nothing is denormalised: what follows from the rest stands in `stats` and `warnings` only, which are
 * ignored on import.
 */
export interface DialogueDocument {
  readonly format: typeof documentFormat;
  readonly version: typeof documentVersion;
  /** The id of the dialogue that was exported, if the exporter gave it. */
  readonly id?: string;
  readonly dialogue: DocumentEntities['dialogue'];
  readonly experts: readonly DocumentEntities['expert'][];
  readonly rounds: readonly DocumentEntities['round'][];
  readonly contents: readonly DocumentEntities['content'][];
  readonly perspectives: readonly DocumentEntities['perspective'][];
  readonly tensions: readonly DocumentEntities['tension'][];
  readonly recommendations: readonly DocumentEntities['recommendation'][];
  readonly evidence: readonly DocumentEntities['evidence'][];
  readonly claims: readonly DocumentEntities['claim'][];
  readonly moves: readonly DocumentEntities['move'][];
  readonly verdicts: readonly DocumentEntities['verdict'][];
  readonly stats: DialogueStats;
  readonly warnings: readonly Warning[];
}
