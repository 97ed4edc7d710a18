import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../src/read/configuration.ts';
import { createDiskTree } from '../../src/read/diskTree.ts';
import { createGitTree } from '../../src/read/gitTree.ts';
import { readTraits } from '../../src/read/readTraits.ts';
import { colloquy, folderOf, settings } from './project.ts';
import { repositoryIn } from './repository.ts';

const folder = 'packages/core/src/traits';
const trait = (name: string, kind: string): Readonly<Record<string, unknown>> => ({
  file: `${folder}/${name}.ts`,
  contract: `${folder}/contracts/index.ts#contract`,
  kind,
  floor: 1,
  proofs: ['memory'],
});

/** The traits of Colloquy itself: none of them may be remarked upon wrongly. */
const own: Configuration = settings({
  traits: {
    PartitionStore: trait('PartitionStore', 'partition'),
    DialogueStore: trait('DialogueStore', 'partition'),
    RepairPort: trait('RepairPort', 'partition'),
    AnalyticsPort: trait('AnalyticsPort', 'analytics'),
    AnalyticsStore: trait('AnalyticsStore', 'analytics'),
    KeyProvider: trait('KeyProvider', 'service'),
    KeyVault: trait('KeyVault', 'service'),
    StoreHeaderPort: trait('StoreHeaderPort', 'service'),
    MigrationStore: trait('MigrationStore', 'service'),
  },
  traitFolders: [folder],
  notTraits: { DialogueHandle: 'what open answers with' },
  dialogueId: 'packages/core/src/address/DialogueId.ts#DialogueId',
  marker: `${folder}/PartitionScoped.ts#PartitionScoped`,
  opaque: ['packages/core/src/domain'],
  foreignTypes: { 'node:crypto#KeyObject': ['KeyProvider'] },
});

describe('the traits of Colloquy', () => {
  const { traits, unlisted } = readTraits(createDiskTree(colloquy), own);

  it('are all found, with all their methods', () => {
    expect(traits.map(({ name, methods }) => `${name} ${methods.length}`)).toEqual([
      'PartitionStore 7',
      'DialogueStore 23',
      'RepairPort 2',
      'AnalyticsPort 4',
      'AnalyticsStore 5',
      'KeyProvider 3',
      'KeyVault 4',
      'StoreHeaderPort 4',
      'MigrationStore 7',
    ]);
    expect(unlisted).toEqual([]);
  });

  it('have nothing that a rule could object to', () => {
    const remarks = traits.flatMap(({ kind, methods, oddMembers }) => [
      ...oddMembers.map(({ name, what }) => `${name}: ${what}`),
      ...methods.flatMap(({ trait: of, name, notTheDialogue, notScoped, moreDialogues, foreign }) => {
        const ofScope = kind === 'partition' ? [notTheDialogue, notScoped, ...moreDialogues] : [];
        return [...ofScope, ...foreign].flatMap((remark) =>
          remark === undefined ? [] : `${of}.${name}: ${remark.message}`,
        );
      }),
    ]);
    expect(remarks).toEqual([]);
  });

  it('are refused where they would be partition traits and are none', () => {
    const asked = ['AnalyticsStore', 'AnalyticsPort', 'KeyVault'];
    const wrong = traits
      .filter(({ name }) => asked.includes(name))
      .flatMap(({ methods }) =>
        methods.filter((method) => method.notTheDialogue === undefined || method.notScoped === undefined),
      );
    expect(wrong).toEqual([]);
    const listing = traits.flatMap(({ methods }) => methods).filter(({ moreDialogues }) => moreDialogues.length > 0);
    expect(listing.map(({ trait: of, name }) => `${of}.${name}`)).toEqual([
      'AnalyticsPort.listByStatus',
      'AnalyticsPort.openTensions',
      'AnalyticsStore.listByStatus',
      'AnalyticsStore.openTensions',
      'AnalyticsStore.similarDialogues',
      'MigrationStore.listPartitions',
      'MigrationStore.importEncryptedBatch',
    ]);
  });

  it('are the same in a commit of the same files', () => {
    const root = folderOf({});
    cpSync(join(colloquy, 'packages/core/src'), join(root, 'packages/core/src'), { recursive: true });
    cpSync(join(colloquy, 'packages/core/package.json'), join(root, 'packages/core/package.json'));
    repositoryIn(root);
    rmSync(join(root, 'packages'), { recursive: true });
    expect(readTraits(createGitTree(root, 'main'), own).traits).toEqual(traits);
  });
});
