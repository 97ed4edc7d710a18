import type { DialogueStore } from './DialogueStore.ts';
import type { MigrationPort } from './MigrationPort.ts';
import type { MigrationStore } from './MigrationStore.ts';
import type { AssertPartitionScoped } from './PartitionScoped.ts';
import type { PartitionStore } from './PartitionStore.ts';

/**
 * The compile-time gate of the partition traits: a method whose first parameter is not a `DialogueId`, or whose answer is not
 * `PartitionScoped`, makes these lines fail to compile, and the error names the method and the reason.
 */
export const partitionStoreIsScoped: AssertPartitionScoped<PartitionStore> = true;
/** But for the list of dialogues, which is asked of a whole store. */
export const migrationPortIsScoped: AssertPartitionScoped<Omit<MigrationPort, 'listPartitions'>> = true;
export const migrationStoreIsScoped: AssertPartitionScoped<MigrationStore> = true;
export const dialogueStoreIsScoped: AssertPartitionScoped<DialogueStore> = true;
