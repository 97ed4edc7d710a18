import type { Event, Recommendation, Verdict } from '../entities/types.ts';
import { happening } from '../read/tensionReport.ts';
import type { Snapshot } from './snapshot.ts';
import type { AdoptedRecommendation } from './verdictFigures.ts';

/** The recommendations that are adopted, told apart by verdict and by time. */
export interface Adoptions {
  /** By this verdict, up to its round (VA-09). */
  readonly here: readonly AdoptedRecommendation[];
  /** By another verdict or by none, up to the round (VA-10). */
  readonly elsewhere: readonly AdoptedRecommendation[];
  /** By this verdict, in a later round (VA-14). */
  readonly later: readonly AdoptedRecommendation[];
}

export function adoptionsOf(verdict: Verdict, snapshot: Snapshot): Adoptions {
  const here: AdoptedRecommendation[] = [];
  const elsewhere: AdoptedRecommendation[] = [];
  const later: AdoptedRecommendation[] = [];
  for (const recommendation of snapshot.state.list('recommendation')) {
    const ours = recommendation.adoptedInVerdict === verdict.id;
    const before = adoption(snapshot.events(recommendation));
    if (before !== undefined) (ours ? here : elsewhere).push(adopted(recommendation, before, snapshot));
    const after = ours && before === undefined ? adoption(snapshot.laterEvents(recommendation)) : undefined;
    if (after !== undefined) later.push(adopted(recommendation, after, snapshot));
  }
  return { here, elsewhere, later };
}

/** Nothing follows an adoption, so there is at most one. */
function adoption(events: readonly Event[]): Event | undefined {
  return events.find((event) => event.eventType === 'adopted');
}

function adopted(recommendation: Recommendation, event: Event, snapshot: Snapshot): AdoptedRecommendation {
  const { adoptedInVerdict } = recommendation;
  return {
    ...snapshot.figure(recommendation),
    ...(adoptedInVerdict === undefined ? {} : { verdict: adoptedInVerdict }),
    adoption: happening(event),
  };
}
