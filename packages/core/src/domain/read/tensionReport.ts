import type { Event, Tension } from '../entities/types.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { acceptedTensions } from './acceptedTensions.ts';
import { indexEvents } from './eventIndex.ts';

/** One thing that happened to an item: who, when, why. */
export interface Happening {
  /** Number of the event, 1 for the first of its item. */
  readonly seq: number;
  readonly eventType: Event['eventType'];
  readonly round: number;
  /** Expert slugs, or other actors such as `judge`. */
  readonly actors: readonly string[];
  readonly reason?: string;
  /** Display id or verdict id that gives the reason. */
  readonly reference?: string;
  readonly resultId?: string;
  readonly createdAt: string;
}

/** A resolution of a tension. */
export interface Resolution extends Happening {
  /** False: the tension was reopened after it. */
  readonly stands: boolean;
}

export interface TensionStory {
  readonly id: string;
  /** The round in which it was raised. */
  readonly round: number;
  readonly label: string;
  readonly description: string;
  readonly status: Tension['status'];
  readonly raisedBy: readonly string[];
  readonly addressed: readonly Happening[];
  /** Every resolution in order: a tension may be resolved several times, by several experts. */
  readonly resolutions: readonly Resolution[];
  readonly reopened: readonly Happening[];
  readonly comments: readonly Happening[];
  /** Sources of `address` refs, in ASCII order. */
  readonly addressedBy: readonly string[];
  /** Sources of `resolve` refs, in ASCII order. */
  readonly resolvedBy: readonly string[];
  /** Ids of the verdicts that accept it as unresolved. */
  readonly acceptedIn: readonly string[];
}

/** Every tension of a dialogue in the order of ids, with what became of it and by whom: from its events, not from its status. */
export function tensionReport(state: DialogueState): readonly TensionStory[] {
  const events = indexEvents(state);
  const accepted = acceptedTensions(state);
  const sources = { address: new Map<string, string[]>(), resolve: new Map<string, string[]>() };
  for (const ref of state.list('ref')) {
    if (ref.refType !== 'address' && ref.refType !== 'resolve') continue;
    const byTarget = sources[ref.refType];
    const list = byTarget.get(ref.targetId);
    if (list === undefined) byTarget.set(ref.targetId, [ref.sourceId]);
    else list.push(ref.sourceId);
  }
  return state.list('tension').map((tension) => {
    const own = events.of('tension', tension.id);
    return {
      id: tension.id,
      round: tension.round,
      label: tension.label,
      description: tension.description,
      status: tension.status,
      raisedBy: tension.contributors,
      addressed: happenings(own, 'addressed'),
      resolutions: resolutionsOf(own),
      reopened: happenings(own, 'reopened'),
      comments: happenings(own, 'commented'),
      addressedBy: sources.address.get(tension.id) ?? [],
      resolvedBy: sources.resolve.get(tension.id) ?? [],
      acceptedIn: accepted.get(tension.id) ?? [],
    };
  });
}

/** The `resolved` events among the events of one tension; each stands unless a `reopened` follows it. */
export function resolutionsOf(events: readonly Event[]): readonly Resolution[] {
  const lastReopening = events.findLastIndex((event) => event.eventType === 'reopened');
  return events.flatMap((event, at) =>
    event.eventType === 'resolved' ? [{ ...happening(event), stands: at > lastReopening }] : [],
  );
}

/** An event without what its place already says. */
export function happening(event: Event): Happening {
  return {
    seq: event.seq,
    eventType: event.eventType,
    round: event.eventRound,
    actors: event.actors,
    ...(event.reason === undefined ? {} : { reason: event.reason }),
    ...(event.reference === undefined ? {} : { reference: event.reference }),
    ...(event.resultId === undefined ? {} : { resultId: event.resultId }),
    createdAt: event.createdAt,
  };
}

function happenings(events: readonly Event[], eventType: Event['eventType']): readonly Happening[] {
  return events.filter((event) => event.eventType === eventType).map(happening);
}
