import { auditedProvider, auditedVault, type AuditTrail } from '@colloquy/core';
import { describe, test } from 'vitest';
import { dialogueLaws } from '../src/dialogue/dialogueLaws.ts';
import { dialogueKit } from '../src/dialogue/kit/dialogueKit.ts';
import type { DialogueFixture, DialogueKit } from '../src/dialogue/kit/DialogueFixture.ts';
import { keyConformance } from '../src/keyConformance.ts';
import type { ProviderKit, VaultKit } from '../src/kit/KeyKits.ts';
import { memoryKit } from '../src/memory/memoryKit.ts';
import { memoryVaultKit } from '../src/memory/memoryVaultKit.ts';
import { remoteProviderKit } from '../src/memory/remoteProviderKit.ts';
import { registerLaws } from '../src/suite/Runner.ts';
import { listSink } from './audit/support/sinks.ts';
import { refusing } from './audit/support/trails.ts';
import { runs, settings } from './settings.ts';

// Whatever is decorated keeps every law that it kept (AU-OP-07): the audit is seen in its sink and nowhere else.

const runner = { describe, test };
const trail = (): AuditTrail => refusing(listSink().sink);

function auditedProviders(kit: ProviderKit): ProviderKit {
  return {
    ...kit,
    name: `${kit.name}, audited`,
    create: async () => {
      const fixture = await kit.create();
      return {
        ...fixture,
        provider: auditedProvider(fixture.provider, trail()),
        second: async () => auditedProvider(await fixture.second(), trail()),
        foreign: async () => auditedProvider(await fixture.foreign(), trail()),
        close: async () => fixture.close(),
      };
    },
  };
}

function auditedVaults(kit: VaultKit): VaultKit {
  return {
    ...kit,
    name: `${kit.name}, audited`,
    create: async () => {
      const fixture = await kit.create();
      return {
        vault: auditedVault(fixture.vault, trail()),
        second: async () => auditedVault(await fixture.second(), trail()),
        reopen: async () => auditedVault(await fixture.reopen(), trail()),
        close: async () => fixture.close(),
      };
    },
  };
}

function auditedDialogues(kit: DialogueKit): DialogueKit {
  const audited = (fixture: DialogueFixture): DialogueFixture => ({
    ...fixture,
    store: (options = {}) => fixture.store({ ...options, audit: trail() }),
    reference: async () => audited(await fixture.reference()),
  });
  return { ...kit, name: `${kit.name}, audited`, create: async () => audited(await kit.create()) };
}

keyConformance({
  provider: auditedProviders(remoteProviderKit()),
  vault: auditedVaults(memoryVaultKit()),
  runner,
  ...settings,
});
registerLaws({
  kit: auditedDialogues(dialogueKit(memoryKit())),
  laws: dialogueLaws,
  runner,
  ...settings,
  runs: runs(4),
});
