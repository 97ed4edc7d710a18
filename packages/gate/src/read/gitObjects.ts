import { git } from './git.ts';

/**
 * The contents of git objects, in their order, by one `git cat-file --batch`; undefined for one that the repository lacks.
 *
 * Each answer is a line `ID TYPE SIZE`, the content, and a line feed; or `ID missing`
 * (https://git-scm.com/docs/git-cat-file#_batch_output).
 */
export function objectsOf(folder: string, ids: readonly string[]): readonly (Uint8Array | undefined)[] {
  if (ids.length === 0) return [];
  const answer = git(folder, ['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  const contents: (Uint8Array | undefined)[] = [];
  for (let at = 0; contents.length < ids.length;) {
    const end = answer.indexOf(0x0a, at);
    if (end === -1) break;
    const [, kind, size] = answer.toString('latin1', at, end).split(' ');
    if (kind !== 'blob' || size === undefined) {
      contents.push(undefined);
      at = end + 1;
      continue;
    }
    const after = end + 1 + Number(size);
    contents.push(answer.subarray(end + 1, after));
    at = after + 1;
  }
  return contents;
}
