import { ColloquyError, isColloquyError, type RecordKey } from '@colloquy/core';
import { headPlace, recordPlace } from '../../memory/places.ts';
import type { StoreMutant } from '../Mutant.ts';
import { brokenEngine } from '../support/broken.ts';
import { asksNot, brokenActions, brokenPort, isBatch, isOfHead } from './brokenPort.ts';

export const batchMutants: readonly StoreMutant[] = [
  {
    id: 'migration-batch-without-condition',
    clause: 'MG-PORT-03',
    reason: 'written',
    description: 'A batch is written whatever the residence is.',
    build: () => brokenActions((action, all) => (isBatch(all) && isOfHead(action) ? undefined : action)),
  },
  {
    id: 'migration-batch-of-any-move',
    clause: 'MG-PORT-03',
    reason: 'written',
    description: 'A batch demands the status, and not the move.',
    build: () => brokenActions((action, all) => (isBatch(all) ? asksNot(action, 'move') : action)),
  },
  {
    id: 'migration-batch-looks-first',
    clause: 'MG-PORT-03',
    reason: 'written',
    description: 'A batch compares the residence first and writes later.',
    build: () =>
      brokenEngine((engine) => ({
        transact: async (actions, options) => {
          if (!isBatch(actions)) return engine.transact(actions, options);
          if (!(await engine.transact(actions.filter(isOfHead), options))) return false;
          return engine.transact(
            actions.filter((action) => !isOfHead(action)),
            options,
          );
        },
      })),
  },
  {
    id: 'migration-batch-in-two',
    clause: 'MG-PORT-03',
    reason: 'half-written',
    description: 'A batch first puts and then removes, each in a step of its own.',
    build: () =>
      brokenPort((port) => ({
        writeBatch: async (id, under, batch, options) => {
          const { written } = await port.writeBatch(
            id,
            under,
            { ...batch, removeEntries: [], removeRecords: [] },
            options,
          );
          if (!written) return port.writeBatch(id, under, batch, options);
          return port.writeBatch(id, under, { ...batch, entries: [], records: [] }, options);
        },
      })),
  },
  {
    id: 'migration-batch-keeps',
    clause: 'MG-PORT-03',
    reason: 'wrong-rows',
    description: 'What stands in a place already is left as it is.',
    build: () =>
      brokenEngine((engine) => ({
        transact: async (actions, options) => {
          if (!isBatch(actions)) return engine.transact(actions, options);
          const standing = await engine.read(actions);
          const fresh = actions.filter((action, at) => action.action !== 'put' || standing[at] === undefined);
          return engine.transact(fresh, options);
        },
      })),
  },
  {
    id: 'migration-export-of-all',
    clause: 'MG-PORT-04',
    reason: 'too-many',
    description: 'A page of records has as many as fit.',
    build: () =>
      brokenPort((port) => ({
        exportBatch: async (id, after, options) => {
          const first = await port.exportBatch(id, after, options);
          if (first.next === undefined) return first;
          const second = await port.exportBatch(id, first.next, options);
          return { ...second, records: [...first.records, ...second.records] };
        },
      })),
  },
  {
    id: 'migration-export-by-count',
    clause: 'MG-PORT-04',
    reason: 'too-much',
    description: 'A page of records ends with its number, and not with its bytes.',
    build: () =>
      brokenPort((port) => ({
        exportBatch: async (id, after, options) => {
          const first = await port.exportBatch(id, after, options);
          // A page that has ended with its number is one by both.
          if (first.next === undefined || first.records.length > 50) return first;
          const second = await port.exportBatch(id, first.next, options);
          return { ...second, records: [...first.records, ...second.records] };
        },
      })),
  },
  {
    id: 'migration-export-skips',
    clause: 'MG-PORT-04',
    reason: 'wrong-page',
    description: 'The next page begins behind the first record of it.',
    build: () =>
      brokenPort((port) => ({
        exportBatch: async (id, after, options) => {
          const page = await port.exportBatch(id, after, options);
          return after === undefined ? page : { ...page, records: page.records.slice(1) };
        },
      })),
  },
  {
    id: 'migration-export-of-the-active',
    clause: 'MG-PORT-04',
    reason: 'wrong-page',
    orElse: ['unexpected-error'],
    description: 'Records of a dialogue that is away are not given.',
    build: () =>
      brokenPort((port) => ({
        exportBatch: async (id, after, options) => {
          const page = await port.exportBatch(id, after, options);
          const { residence } = await port.residence(id, options);
          return residence === null ? page : { ...page, records: [], next: undefined };
        },
      })),
  },
  {
    id: 'migration-batch-wrong-error',
    clause: 'MG-PORT-06',
    reason: 'written-despite-error',
    description: 'The lost answer of a batch is told as a service that was not reached.',
    build: () =>
      brokenPort((port) => ({
        writeBatch: async (id, under, batch, options) => {
          try {
            return await port.writeBatch(id, under, batch, options);
          } catch (error) {
            if (!isColloquyError(error, 'outcome_unknown')) throw error;
            throw new ColloquyError('backend_unavailable', 'The service was not reached.', { cause: error });
          }
        },
      })),
  },
  {
    id: 'migration-batch-swallowed',
    clause: 'MG-PORT-06',
    reason: 'untrue-answer',
    description: 'A batch whose request was refused is told as written.',
    build: () =>
      brokenPort((port) => ({
        writeBatch: async (id, under, batch, options) => {
          try {
            return await port.writeBatch(id, under, batch, options);
          } catch (error) {
            if (!isColloquyError(error, 'backend_unavailable')) throw error;
            return Object.assign(await port.residence(id, options), { written: true });
          }
        },
      })),
  },
  {
    id: 'migration-crossed',
    clause: 'MG-PORT-05',
    reason: 'crossed',
    description: 'A removal goes by the key alone, in every dialogue.',
    build: () =>
      brokenPort((port, { shared }) => ({
        writeBatch: async (id, under, batch, options) => {
          const answer = await port.writeBatch(id, under, batch, options);
          const names = (await shared.partitions()).filter((name) => name.startsWith('dialogue#'));
          const { sort: head } = headPlace(id);
          const places = names.flatMap((partition) =>
            batch.removeRecords.map((key: RecordKey) => ({ partition, sort: recordPlace(id, key).sort })),
          );
          await shared.remove(places.filter(({ sort }) => sort !== head));
          return answer;
        },
      })),
  },
];
