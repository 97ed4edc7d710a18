/** What may go wrong between a provider and its master key, in words that hold for every provider. */
export const providerFaults = [
  'throttling',
  'latency',
  'hang',
  'reset',
  'denied',
  'disabled',
  'pending-deletion',
  'not-found',
  'grant-not-visible',
  'wrong-key',
  'another-keys-answer',
  'truncated-answer',
] as const;

export type ProviderFault = (typeof providerFaults)[number];

/** How a kit really produces a fault, or why it cannot exist for this provider. In a sentence, for the report. */
export type FaultDeclaration = { readonly how: string } | { readonly impossible: string };

export type FaultDeclarations = Readonly<Record<ProviderFault, FaultDeclaration>>;

/** A fault that is in force. */
export interface PlacedFault {
  /** How often it took effect so far, as far as the kit can tell; at least 1 where it cannot. */
  hits(): number;
  /** Takes it away. */
  restore(): Promise<void>;
}

/** The same words for every fault: for kits in which none can be produced. */
export function noFaults(impossible: string): FaultDeclarations {
  return Object.fromEntries(providerFaults.map((fault) => [fault, { impossible }])) as unknown as FaultDeclarations;
}
