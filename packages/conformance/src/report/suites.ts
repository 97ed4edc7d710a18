import { dialogueLaws } from '../dialogue/dialogueLaws.ts';
import type { DialogueFixture } from '../dialogue/kit/DialogueFixture.ts';
import { dialogueKit } from '../dialogue/kit/dialogueKit.ts';
import type { AdapterKit, Fixture } from '../kit/AdapterKit.ts';
import type { Capabilities } from '../kit/Capabilities.ts';
import type {
  ProviderCapabilities,
  ProviderFixture,
  ProviderKit,
  VaultCapabilities,
  VaultFixture,
  VaultKit,
} from '../kit/KeyKits.ts';
import { providerLaws } from '../laws/keys/provider.ts';
import { vaultLaws } from '../laws/keys/vault.ts';
import { storeLaws } from '../laws/storeLaws.ts';
import { dialogueMeasureLaw, providerMeasureLaw, storeMeasureLaw, type Findings } from '../measure/measureLaw.ts';
import type { Closable, Kit } from '../suite/Kit.ts';
import type { Law } from '../suite/Law.ts';
import type { SuiteReport } from './Report.ts';

/** Laws for a kit, and the clauses that they answer for. */
export interface Suite<F extends Closable, C> {
  readonly kind: SuiteReport['kind'];
  /** Of the clauses: `PS-`. */
  readonly prefixes: readonly string[];
  readonly kit: Kit<F, C>;
  readonly laws: readonly Law<F, C>[];
  /** Absent where there is nothing to count. */
  readonly measure?: (findings: Findings) => Law<F, C>;
}

/** What a backend owes moves; everything else about them is core's. */
const movesOfBackends = ['MG-STATE-', 'MG-PORT-', 'MG-ANSWER-01'];
const movesOfCore = [
  ...['ENTRY', 'READ', 'CHAIN', 'KEYS', 'ERASE', 'REGISTER', 'COPY', 'MOVE', 'CANCEL', 'PURGE', 'STORE', 'WHOLE'].map(
    (part) => `MG-${part}-`,
  ),
  ...['02', '03', '04', '05', '06'].map((number) => `MG-ANSWER-${number}`),
];

/** A backend by itself. */
export function storeSuite(kit: AdapterKit): Suite<Fixture, Capabilities> {
  const prefixes = ['PS-', 'KIT-', 'SH-', 'AN-', ...movesOfBackends];
  return { kind: 'partition-store', prefixes, kit, laws: storeLaws, measure: storeMeasureLaw };
}

/** The dialogue store over a backend. */
export function dialogueSuite(kit: AdapterKit): Suite<DialogueFixture, Capabilities> {
  const prefixes = ['CL-', 'CK-', 'DS-', 'EV-', 'LE-', 'KO-', 'RA-', 'AS-', ...movesOfCore];
  return {
    kind: 'dialogue-store',
    prefixes,
    kit: dialogueKit(kit),
    laws: dialogueLaws,
    measure: dialogueMeasureLaw,
  };
}

export function providerSuite(kit: ProviderKit): Suite<ProviderFixture, ProviderCapabilities> {
  return { kind: 'key-provider', prefixes: ['KP-'], kit, laws: providerLaws, measure: providerMeasureLaw };
}

export function vaultSuite(kit: VaultKit): Suite<VaultFixture, VaultCapabilities> {
  return { kind: 'key-vault', prefixes: ['KV-'], kit, laws: vaultLaws };
}
