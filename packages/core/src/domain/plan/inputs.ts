import type { Json } from '../../bytes/index.ts';
import type { Dialogue, Expert, Round } from '../entities/types.ts';
import type { EntityTypes } from '../entities/types.ts';
import type { ItemType, MoveType, RefType } from '../enumerations.ts';

/** A dialogue about to begin. */
export interface NewDialogue {
  readonly title: string;
  readonly question?: string;
  readonly outputDir?: string;
  readonly background?: NonNullable<Dialogue['background']>;
  readonly calibrated?: boolean;
  readonly domainId?: string;
  readonly ethosId?: string;
}

export interface NewExpert {
  readonly slug: string;
  readonly role: string;
  readonly tier: Expert['tier'];
  readonly source: Expert['source'];
  /** 0 to 1, at most four decimals. */
  readonly relevance?: number;
  readonly firstRound?: number;
  readonly description?: string;
  readonly focus?: string;
  readonly creationReason?: string;
  readonly color?: string;
}

/** The four components of an ALIGNMENT score. */
export interface ScoreComponents {
  readonly wisdom: number;
  readonly consistency: number;
  readonly truth: number;
  readonly relationships: number;
}

/** A round's metrics as the judge records them. */
export interface RoundMetrics {
  readonly openTensions: number;
  readonly newPerspectives: number;
  readonly convergeSignals: number;
  readonly panelSize: number;
}

export interface NewRound {
  readonly round: number;
  readonly title?: string;
  readonly summary?: string;
  readonly panel: Round['panel'];
  readonly scores?: ScoreComponents;
  readonly metrics?: RoundMetrics;
}

/** Who changed a status, when and why: what the event of a transition records. */
export interface Because {
  /**
   * The round in which it happened. When absent: the round of the entity; in a round registration the round being registered;
   * for a dialogue its latest round.
   */
  readonly round?: number;
  /** Expert slugs, or other actor tokens; `judge` alone when absent. */
  readonly actors?: readonly string[];
  readonly reason?: string;
  /** A display id or verdict id that gives the reason. */
  readonly reference?: string;
  /** What came of it, for example the tension that a merged one became. */
  readonly resultId?: string;
}

/** A change of the dialogue's own status. */
export interface DialogueStatusChange extends Because {
  readonly status: Dialogue['status'];
}

/**
 * A change of a round's status, with what becomes known with it. `round` is also the round of the event. The status that the round
 * has already is accepted together with a summary, scores or metrics: then these replace what was recorded, and no event is written.
 */
export interface RoundStatusChange extends Because {
  readonly round: number;
  readonly status: Round['status'];
  readonly summary?: string;
  readonly scores?: ScoreComponents;
  readonly metrics?: RoundMetrics;
}

/** An expert's score for a round. A second one replaces the first. */
export interface ExpertScore {
  readonly expert: string;
  readonly round: number;
  readonly score: number;
}

/** An expert's raw text of a round: written once. */
export interface NewContent {
  readonly round: number;
  readonly expert: string;
  readonly content: string;
}

/** An expert signals in a round to be ready to converge. */
export interface ConvergenceSignal {
  readonly round: number;
  readonly expert: string;
  readonly context?: string;
}

/** An edge from the item that declares it. The target is a display id, or in a round registration also a local id. */
export interface NewReference {
  readonly refType: RefType;
  readonly target: string;
}

interface NewItemBase {
  readonly label: string;
  /** At least one expert of the dialogue. */
  readonly contributors: readonly string[];
  readonly references?: readonly NewReference[];
}

export interface NewPerspective extends NewItemBase {
  readonly content: string;
}
export interface NewTension extends NewItemBase {
  readonly description: string;
}
export interface NewRecommendation extends NewItemBase {
  readonly content: string;
  readonly parameters?: Json;
}
export interface NewEvidence extends NewItemBase {
  readonly content: string;
}
export interface NewClaim extends NewItemBase {
  readonly content: string;
}

export interface NewItems {
  readonly perspective: NewPerspective;
  readonly tension: NewTension;
  readonly recommendation: NewRecommendation;
  readonly evidence: NewEvidence;
  readonly claim: NewClaim;
}

/** One item to register in an existing round. */
export type NewItem<T extends ItemType = ItemType> = {
  [K in T]: { readonly type: K; readonly round: number } & NewItems[K];
}[T];

export interface NewMove {
  readonly round: number;
  readonly expert: string;
  /** Every type but `converge`, which is signalled. */
  readonly moveType: Exclude<MoveType, 'converge'>;
  readonly targets: readonly string[];
  readonly context?: string;
}

/**
 * An edge between two existing items. It says how they relate, for example why a tension is held to be resolved, and changes no
 * status: that is what a {@link Transition} does. The same edge is recorded once.
 */
export interface NewRef {
  readonly source: string;
  readonly refType: RefType;
  readonly target: string;
}

export interface NewVerdict {
  /** `final` for the final verdict, any other slug for the rest. */
  readonly id: string;
  readonly verdictType: EntityTypes['verdict']['verdictType'];
  readonly round: number;
  readonly recommendation: string;
  readonly description: string;
  readonly confidence?: NonNullable<EntityTypes['verdict']['confidence']>;
  /** The expert who wrote it; the judge when absent. */
  readonly authorExpert?: string;
  readonly conditions?: readonly string[];
  readonly vote?: string;
  readonly tensionsAccepted?: readonly string[];
  readonly supportingExperts?: readonly string[];
  readonly ethosCompliance?: string;
}

/**
 * A change of status of one item: it says what happened, and the event says who, when and why. A further `resolved` of a resolved
 * tension is recorded as one more event.
 */
export interface Transition extends Because {
  /** Display id of a perspective, tension, recommendation, evidence or claim. */
  readonly target: string;
  readonly status: string;
  /** With `adopted` on a recommendation: the verdict that adopts it. */
  readonly adoptedInVerdict?: string;
}

/** A remark on a tension that changes no status. */
export interface Comment extends Because {
  readonly target: string;
}

/** An item of a round batch, with the local id its author gave it. */
export type BatchItem<T extends ItemType> = NewItems[T] & {
  /** `{EXPERT}-{P|R|T|E|C}{rr}{ss}`, unique for the expert in this batch, for example `MUFFIN-P0101`. */
  readonly localId?: string;
};

/**
 * A whole round, registered atomically: all of it or nothing. Ids in references, targets, transitions, comments and
 * `tensionsAccepted` may be display ids of earlier rounds, or local ids of this batch, also of items that come later in it. A list
 * holds at most 1 000 items.
 */
export interface RoundBatch extends NewRound {
  /** Experts who join with this round. */
  readonly experts?: readonly NewExpert[];
  readonly contents?: readonly { readonly expert: string; readonly content: string }[];
  readonly expertScores?: readonly { readonly expert: string; readonly score: number }[];
  readonly perspectives?: readonly BatchItem<'perspective'>[];
  readonly tensions?: readonly BatchItem<'tension'>[];
  readonly recommendations?: readonly BatchItem<'recommendation'>[];
  readonly evidence?: readonly BatchItem<'evidence'>[];
  readonly claims?: readonly BatchItem<'claim'>[];
  readonly refs?: readonly NewRef[];
  readonly moves?: readonly Omit<NewMove, 'round'>[];
  readonly verdicts?: readonly Omit<NewVerdict, 'round'>[];
  readonly transitions?: readonly Transition[];
  readonly comments?: readonly Comment[];
  /** Experts who signal convergence in this round. */
  readonly converge?: readonly string[];
  /** True: the round is completed by the same commit. */
  readonly complete?: boolean;
}

/** What a round registration answers: the global id of every item, in the order of the batch. */
export interface RegisteredRound {
  readonly round: number;
  /** One row per perspective, tension, recommendation, evidence and claim, in that order. */
  readonly ids: readonly { readonly localId?: string; readonly id: string }[];
}
