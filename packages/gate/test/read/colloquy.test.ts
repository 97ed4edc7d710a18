import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { byCodeUnits } from '../../src/read/byCodeUnits.ts';
import type { Configuration } from '../../src/read/configuration.ts';
import { createDiskTree } from '../../src/read/diskTree.ts';
import { createGitTree } from '../../src/read/gitTree.ts';
import { readClauses } from '../../src/read/readClauses.ts';
import { readContracts } from '../../src/read/readContracts.ts';
import { readTraits } from '../../src/read/readTraits.ts';
import { colloquy, folderOf, settings } from './project.ts';
import { repositoryIn } from './repository.ts';

const folder = 'packages/core/src/traits';
const trait = (name: string, kind: string, contract: string): Readonly<Record<string, unknown>> => ({
  file: `${folder}/${name}.ts`,
  contract: `${folder}/contracts/${contract}Contract${contract === 'analytics' || contract === 'key' ? 's' : ''}.ts#${name[0]?.toLowerCase()}${name.slice(1)}Contract`,
  kind,
  floor: 1,
  proofs: ['memory'],
});

/** The traits of Colloquy itself: none of them may be remarked upon wrongly. */
const own: Configuration = settings({
  traits: {
    PartitionStore: trait('PartitionStore', 'partition', 'partitionStore'),
    DialogueStore: trait('DialogueStore', 'partition', 'dialogueStore'),
    RepairPort: trait('RepairPort', 'partition', 'repairPort'),
    MigrationPort: {
      ...trait('MigrationPort', 'service', 'migrationPort'),
      contract: `${folder}/contracts/migrationPortContract.ts#migrationPortContract`,
    },
    MigrationStore: {
      ...trait('MigrationStore', 'partition', 'migrationStore'),
      contract: `${folder}/contracts/migrationStoreContract.ts#migrationStoreContract`,
    },
    AnalyticsPort: trait('AnalyticsPort', 'analytics', 'analytics'),
    AnalyticsStore: trait('AnalyticsStore', 'analytics', 'analytics'),
    KeyProvider: trait('KeyProvider', 'service', 'key'),
    KeyVault: trait('KeyVault', 'service', 'key'),
    StoreHeaderPort: {
      ...trait('StoreHeaderPort', 'service', 'storeHeader'),
      contract: `${folder}/contracts/storeHeaderContract.ts#storeHeaderContract`,
    },
  },
  traitFolders: [folder],
  notTraits: { DialogueHandle: 'what open answers with' },
  dialogueId: 'packages/core/src/address/DialogueId.ts#DialogueId',
  marker: `${folder}/PartitionScoped.ts#PartitionScoped`,
  clauses: { registry: [`${folder}/clauses`], documents: ['docs/spec'] },
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
      'MigrationPort 5',
      'MigrationStore 10',
      'AnalyticsPort 4',
      'AnalyticsStore 5',
      'KeyProvider 3',
      'KeyVault 4',
      'StoreHeaderPort 4',
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
      'MigrationPort.listPartitions',
      'AnalyticsPort.listByStatus',
      'AnalyticsPort.openTensions',
      'AnalyticsStore.listByStatus',
      'AnalyticsStore.openTensions',
      'AnalyticsStore.similarDialogues',
    ]);
  });

  it('have contracts that are whole, in plain data, and cite clauses that are there', () => {
    const tree = createDiskTree(colloquy);
    const contracts = readContracts(tree, own);
    const entries = contracts.flatMap((contract) => contract.entries);
    expect(entries.flatMap(({ faults }) => faults)).toEqual([]);
    expect(entries.map(({ trait: of, method }) => `${of}.${method}`).toSorted(byCodeUnits)).toEqual(
      traits.flatMap(({ methods }) => methods.map(({ trait: of, name }) => `${of}.${name}`)).toSorted(byCodeUnits),
    );
    const { registered, documented } = readClauses(tree, own);
    expect([...registered].toSorted(byCodeUnits)).toEqual([...documented].toSorted(byCodeUnits));
    expect(entries.flatMap(({ clauses = [] }) => clauses).filter((id) => !registered.has(id))).toEqual([]);
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
