import type { Expert, Item, Verdict } from '../entities/types.ts';
import type { RefType } from '../enumerations.ts';
import type { Happening, Resolution } from '../read/tensionReport.ts';

/** An item as a verdict's context shows it. */
export interface ItemFigure {
  readonly id: string;
  readonly type: Item['type'];
  /** The round in which it was registered. */
  readonly round: number;
  readonly label: string;
  /** As of the verdict's round. */
  readonly status: Item['status'];
  /** At present. */
  readonly statusNow: Item['status'];
}

/** An edge, named by its ends. */
export interface EdgeFigure {
  readonly sourceId: string;
  readonly refType: RefType;
  readonly targetId: string;
  readonly createdAt: string;
}

export interface ResolvedTension extends ItemFigure {
  /** The round of the first resolution that stands. */
  readonly resolvedInRound: number;
  /** Every resolution up to the verdict's round, in order; those before a reopening do not stand. */
  readonly resolutions: readonly Resolution[];
  /** The `resolve` edges that end at it. */
  readonly resolveRefs: readonly EdgeFigure[];
}

export interface AdoptedRecommendation extends ItemFigure {
  /** The verdict that adopts it; absent when the adoption named none. */
  readonly verdict?: string;
  /** The adoption: who, in which round, why. */
  readonly adoption: Happening;
}

export interface AddressedTension extends ItemFigure {
  /** The `address` and `resolve` edges from adopted recommendations. */
  readonly by: readonly EdgeFigure[];
}

/** An item that adopted recommendations rest on. */
export interface Ground extends ItemFigure {
  /** Steps from the nearest adopted recommendation. */
  readonly depth: number;
  /** The edge of the first shortest way from there. */
  readonly via: EdgeFigure;
}

export interface SupportingExpert {
  readonly slug: string;
  readonly role?: string;
  readonly tier?: Expert['tier'];
  /** True when the expert sat on the panel of the verdict's round. */
  readonly onPanel: boolean;
}

/** What has happened since the verdict's round to what the context names. */
export interface SinceVerdict {
  /** Items of the context whose present status is another. */
  readonly changed: readonly ItemFigure[];
  /** Events of a later round on items of the context: reopenings, further resolutions, remarks. */
  readonly events: readonly (Happening & { readonly id: string })[];
  /** Recommendations that name this verdict but were adopted in a later round. */
  readonly adopted: readonly AdoptedRecommendation[];
  /** Tensions raised in a later round with an edge to or from a recommendation that the verdict adopted. */
  readonly tensions: readonly ItemFigure[];
  /** Edges shown in the context that were recorded after the verdict was. */
  readonly refs: readonly EdgeFigure[];
}

/** What a verdict resolved, adopted and rests on, assembled by the rules VA-01 to VA-14 of the verdict assembly. */
export interface VerdictContext {
  readonly verdict: Verdict;
  /** The figures show the end of this round: the verdict's own. */
  readonly asOfRound: number;
  /** final and interim verdicts speak for the panel, minority and dissent for those who wrote and support them. */
  readonly speaksFor: 'panel' | 'authors';
  readonly supportingExperts: readonly SupportingExpert[];
  readonly resolvedTensions: readonly ResolvedTension[];
  /** What the verdict accepts as it is, whatever its status. */
  readonly acceptedTensions: readonly ItemFigure[];
  /** Open, addressed or reopened as of the round, and not accepted. */
  readonly openTensions: readonly ItemFigure[];
  /** Recommendations that this verdict adopts. */
  readonly adopted: readonly AdoptedRecommendation[];
  /** Recommendations adopted as of the round by another verdict or by none. */
  readonly adoptedElsewhere: readonly AdoptedRecommendation[];
  readonly addressedTensions: readonly AddressedTension[];
  /** What the adopted recommendations rest on, nearest first. */
  readonly restsOn: {
    readonly evidence: readonly Ground[];
    readonly claims: readonly Ground[];
    /** Perspectives, tensions and recommendations on the way. */
    readonly others: readonly Ground[];
  };
  readonly since: SinceVerdict;
}
