import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, copyFile, link, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ColloquyError } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { connect } from './connect.ts';
import { databaseFile } from './databaseFile.ts';
import { translate } from './errors.ts';
import { filePath } from './options.ts';
import type { OpenDatabase } from './openDatabase.ts';

/** Pages copied between two turns of the event loop: about 1 MiB. */
const pagesPerTurn = 256;

function destinationExists(target: string, cause?: unknown): ColloquyError {
  return new ColloquyError('invalid_argument', `The backup destination ${target} exists already; choose a new path.`, {
    context: { destination: target },
    cause,
  });
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function checkDestination(target: string): Promise<void> {
  if (await exists(target)) throw destinationExists(target);
  if (await exists(dirname(target))) return;
  throw new ColloquyError('cannot_open', `The backup ${target} cannot be written: its folder does not exist.`, {
    context: { destination: target },
  });
}

/**
 * Gives a finished file its name, unless the name is taken: the destination never holds half a backup and nothing is replaced.
 *
 * @throws ColloquyError `invalid_argument`
 */
export async function publish(finished: string, target: string, giveName: typeof link = link): Promise<void> {
  try {
    await giveName(finished, target);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) throw destinationExists(target, error);
    // Some file systems have no hard links.
    try {
      await copyFile(finished, target, constants.COPYFILE_EXCL);
    } catch (copyError) {
      if (isErrno(copyError, 'EEXIST')) throw destinationExists(target, copyError);
      throw copyError;
    }
  }
}

/**
 * A connection that holds one snapshot for the whole copy. On the writers' own connection, and without a snapshot, the copy
 * would start over with every commit of another process. A private database has one connection only, and no other writer.
 */
function snapshotSource(opened: OpenDatabase): { readonly source: Database.Database; readonly release: () => void } {
  const file = databaseFile(opened.database);
  if (file === '') return { source: opened.database, release: () => undefined };
  const source = connect(file, { readOnly: true, mustExist: true });
  try {
    source.exec('BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1;');
  } catch (error) {
    source.close();
    throw error;
  }
  return { source, release: () => void source.close() };
}

async function copyTo(opened: OpenDatabase, partial: string, signal: AbortSignal | undefined): Promise<void> {
  const stop = signal === undefined ? [opened.closing] : [opened.closing, signal];
  const { source, release } = await opened.run(() => snapshotSource(opened), signal);
  try {
    await source.backup(partial, {
      progress: () => {
        for (const each of stop) each.throwIfAborted();
        return pagesPerTurn;
      },
    });
  } catch (error) {
    for (const each of stop) each.throwIfAborted();
    throw translate(error, `The backup ${partial}`);
  } finally {
    release();
  }
}

/** Copies the live database into a new file. The copy is the state of one moment after the call. */
export async function backUp(
  opened: OpenDatabase,
  destination: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const each of signal === undefined ? [opened.closing] : [opened.closing, signal]) each.throwIfAborted();
  const target = filePath(destination, 'destination');
  await checkDestination(target);
  const partial = `${target}.partial-${randomBytes(8).toString('hex')}`;
  try {
    await copyTo(opened, partial, signal);
    await publish(partial, target);
  } finally {
    for (const leftover of [partial, `${partial}-journal`]) await rm(leftover, { force: true });
  }
}
