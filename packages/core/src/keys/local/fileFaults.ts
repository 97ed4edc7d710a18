import { ColloquyError } from '../../errors/index.ts';

/** The code of a failed system call, such as `ENOENT`; undefined for every other error. */
export function systemCode(error: unknown): string | undefined {
  // Only errors of the system have a number; a ColloquyError has a code as well.
  if (!(error instanceof Error) || !('errno' in error)) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** A key file, or a directory of key files, that others than its owner could read or replace. */
export function unsafe(path: string, what: string, todo: string, cause?: unknown): ColloquyError {
  return new ColloquyError('key_file_unsafe', `${path} ${what}. Nothing was read from it: ${todo}.`, {
    context: { path },
    cause,
  });
}

/** What is said of any symbolic link. */
export function isLink(path: string): ColloquyError {
  return unsafe(path, 'is a symbolic link', 'configure the path that it leads to');
}

/** What a failed system call on a key file means to a person. The error of the system is the cause; it names paths only. */
export function fileFault(error: unknown, path: string): unknown {
  const code = systemCode(error);
  switch (code) {
    case undefined:
      return error;
    case 'ELOOP':
    case 'EMLINK':
      return isLink(path);
    case 'EACCES':
    case 'EPERM':
      return unsafe(
        path,
        'cannot be used by this user',
        'make the user that runs this program the owner of file and directory, with modes 0600 and 0700',
        error,
      );
    case 'ENXIO':
      return unsafe(path, 'is not a regular file', 'configure the path of the file', error);
    case 'ENOSPC':
    case 'EDQUOT':
      return new ColloquyError('storage_full', `There is no space left for ${path}: free space and try again.`, {
        context: { path },
        cause: error,
      });
    case 'EROFS':
      return new ColloquyError('read_only', `${path} lies on a file system that is mounted read-only.`, {
        context: { path },
        cause: error,
      });
    default:
      return new ColloquyError('key_unavailable', `${path} cannot be used (${code}): see cause, and try again.`, {
        context: { path },
        cause: error,
      });
  }
}
