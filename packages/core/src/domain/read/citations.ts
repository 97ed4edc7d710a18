import type { Item, Verdict } from '../entities/types.ts';
import type { ItemType } from '../enumerations.ts';
import { parseDisplayId } from '../ids/displayId.ts';
import { entityKey } from '../ids/entityKey.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { isSlug } from '../ids/slug.ts';
import { snippet } from './snippet.ts';

/** What an id stands for, short enough to print beside a text that cites it. */
export interface Citation {
  readonly id: string;
  readonly type: ItemType | 'verdict';
  readonly round: number;
  /** The label; of a verdict, which has none, the beginning of its recommendation. */
  readonly label: string;
  /** The beginning of the content or description. */
  readonly snippet: string;
  /** True when the text goes on after the snippet. */
  readonly cut: boolean;
  /** Expert slugs; of a verdict its author, none when the judge wrote it. */
  readonly contributors: readonly string[];
  /** Absent for a verdict: it has no lifecycle. */
  readonly status?: Item['status'];
  /** Of a verdict. */
  readonly verdictType?: Verdict['verdictType'];
}

export interface Citations {
  /** One per known id, in the order of the first mention. */
  readonly citations: readonly Citation[];
  /** Ids that name nothing in this dialogue, in the order of the first mention. */
  readonly unknown: readonly string[];
}

export interface CitationOptions {
  /** Code points of a snippet; default 160. */
  readonly snippetLength?: number;
}

const defaultSnippetLength = 160;

/**
 * Expands display ids (`P0102`) and verdict ids (`final`). An id that is named several times is answered once.
 *
 * @example
 * citations(state, ['T0001', 'final', 'P9999']).unknown; // ['P9999']
 */
export function citations(state: DialogueState, ids: readonly string[], options: CitationOptions = {}): Citations {
  const { snippetLength = defaultSnippetLength } = options;
  const found: Citation[] = [];
  const unknown: string[] = [];
  for (const id of new Set(ids)) {
    const citation = citationOf(state, id, snippetLength);
    if (citation === undefined) unknown.push(id);
    else found.push(citation);
  }
  return { citations: found, unknown };
}

function citationOf(state: DialogueState, id: string, length: number): Citation | undefined {
  const item = parseDisplayId(id);
  if (item !== undefined) {
    const entity = state.get(entityKey.item(item.type, item.round, item.seq));
    return entity === undefined ? undefined : itemCitation(entity, length);
  }
  const verdict = isSlug(id) ? state.get(entityKey.verdict(id)) : undefined;
  return verdict === undefined ? undefined : verdictCitation(verdict, length);
}

function itemCitation(item: Item, length: number): Citation {
  const { text, cut } = snippet(item.type === 'tension' ? item.description : item.content, length);
  return {
    id: item.id,
    type: item.type,
    round: item.round,
    label: item.label,
    snippet: text,
    cut,
    contributors: item.contributors,
    status: item.status,
  };
}

function verdictCitation(verdict: Verdict, length: number): Citation {
  const { text, cut } = snippet(verdict.description, length);
  return {
    id: verdict.id,
    type: 'verdict',
    round: verdict.round,
    label: snippet(verdict.recommendation, length).text,
    snippet: text,
    cut,
    contributors: verdict.authorExpert === undefined ? [] : [verdict.authorExpert],
    verdictType: verdict.verdictType,
  };
}
