import type { Event, Item, Ref } from '../entities/types.ts';
import { parseDisplayId } from '../ids/displayId.ts';
import { entityKey } from '../ids/entityKey.ts';
import { initialStatus } from '../lifecycle/lifecycles.ts';
import { indexEvents } from '../read/eventIndex.ts';
import { statusAsOf, statusHistory } from '../read/statusHistory.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import type { EdgeFigure, ItemFigure } from './verdictFigures.ts';

/** A dialogue as of the end of a round, as far as rounds and events tell. */
export interface Snapshot {
  readonly state: DialogueState;
  readonly round: number;
  /** The item of a display id, of whatever round. */
  item(id: string): Item | undefined;
  /** True when the item was registered in this round or before. */
  includes(item: Pick<Item, 'round'>): boolean;
  /** True when both ends of an edge were. */
  includesEdge(ref: Ref): boolean;
  /** The status as of the round; the first one for an item of a later round. */
  statusOf<I extends Item>(item: I): I['status'];
  figure(item: Item): ItemFigure;
  /** The item's events up to the round, by number. */
  events(item: Item): readonly Event[];
  /** The item's events of later rounds, by number. */
  laterEvents(item: Item): readonly Event[];
}

export function snapshotAt(state: DialogueState, round: number): Snapshot {
  const index = indexEvents(state);
  // A history of a type's events holds statuses of that type only.
  const statusOf = <I extends Item>(item: I): I['status'] =>
    statusAsOf(statusHistory(item.type, index.of(item.type, item.id)), round) ?? initialStatus[item.type];
  return {
    state,
    round,
    item: (id) => {
      const parsed = parseDisplayId(id);
      return parsed === undefined ? undefined : state.get(entityKey.item(parsed.type, parsed.round, parsed.seq));
    },
    includes: (item) => item.round <= round,
    includesEdge: ({ sourceId, targetId }) =>
      (parseDisplayId(sourceId)?.round ?? Infinity) <= round && (parseDisplayId(targetId)?.round ?? Infinity) <= round,
    statusOf,
    figure: (item) => ({
      id: item.id,
      type: item.type,
      round: item.round,
      label: item.label,
      status: statusOf(item),
      statusNow: item.status,
    }),
    events: (item) => index.of(item.type, item.id).filter((event) => event.eventRound <= round),
    laterEvents: (item) => index.of(item.type, item.id).filter((event) => event.eventRound > round),
  };
}

/** An edge, named by its ends. */
export function edgeFigure({ sourceId, refType, targetId, createdAt }: Ref): EdgeFigure {
  return { sourceId, refType, targetId, createdAt };
}
