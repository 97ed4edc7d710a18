/*
 * What an index tells is not what a dialogue says: an unverified answer, or a row of one, is taken by nothing that asks for a verified value.
 * Compiled by `npm run typecheck`; nothing here runs.
 */
import type { DialogueId } from '../../src/address/index.ts';
import type { Dialogue } from '../../src/domain/entities/types.ts';
import type { DialogueRow, TensionRow } from '../../src/traits/AnalyticsPort.ts';
import type {
  AnalyticsStore,
  Page,
  SimilarDialogues,
  StoreStatistics,
  Unverified,
} from '../../src/traits/AnalyticsStore.ts';
import type { LoadedDialogue } from '../../src/traits/DialogueStore.ts';
import type { AssertPartitionScoped, PartitionScoped, Scoped } from '../../src/traits/PartitionScoped.ts';

declare const page: Unverified<Page<DialogueRow>>;
declare const row: Page<DialogueRow>['rows'][number];
declare const tension: Page<TensionRow>['rows'][number];
declare const similar: SimilarDialogues['rows'][number];

// What it is good for: the id to load, and numbers to show.
export const id: DialogueId = row.dialogueId;
export const shown: StoreStatistics = {} as Awaited<ReturnType<AnalyticsStore['statistics']>>;

// @ts-expect-error a row is not marked as of one dialogue
export const scopedRow: PartitionScoped = row;

// @ts-expect-error nor is what has the same fields
export const readRow: Scoped<DialogueRow> = row;

// @ts-expect-error nor is a tension
export const readTension: Scoped<TensionRow> = tension;

// @ts-expect-error nor is a dialogue that resembles a text
export const scopedSimilar: PartitionScoped = similar;

// @ts-expect-error a row is no dialogue
export const dialogue: Dialogue = row;

// @ts-expect-error a page is no loaded dialogue
export const loaded: LoadedDialogue = page;

// @ts-expect-error a plain object is not marked as an answer: only core marks
export const unmarked: Unverified<DialogueRow> = { createdAt: '', dialogueId: id };

// @ts-expect-error a page of unmarked rows is none
export const unmarkedRows: Page<DialogueRow> = { rows: [{ createdAt: '', dialogueId: id }], cursor: undefined };

// @ts-expect-error and the whole trait is no partition trait: it asks across dialogues
export const acrossDialogues: AssertPartitionScoped<AnalyticsStore> = true;
