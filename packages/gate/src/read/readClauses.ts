import type { Finding } from '../model/Finding.ts';
import { startOf } from '../model/Place.ts';
import type { ClauseIndex } from './clauses.ts';
import { collected } from './collected.ts';
import type { Configuration } from './configuration.ts';
import { PlainFile } from './plain/PlainFile.ts';
import { visibleLines } from '../text/visibleLines.ts';
import { printable } from './printable.ts';
import type { Tree } from './Tree.ts';
import { Unreadable } from './Unreadable.ts';

/** `PS-HEAD-01`: at least two parts in capitals, and a number. */
const id = /^[A-Z][A-Z0-9]*(-[A-Z][A-Z0-9]*)+-\d{2,}$/;
/** Where a clause is written: in bold, alone or before its title. */
const bold = /\*\*([A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)+-\d{2,})\b/g;
function refusal(subject: string, message: string, place: Finding['place']): Unreadable {
  return new Unreadable([{ rule: 'READ-10', subject, message: `${message}.`, place }]);
}

/** The files that settings name: each is a file, or a folder with files. */
function filesOf(tree: Tree, paths: readonly string[], kind: RegExp, what: string): readonly string[] {
  return paths.flatMap((path) => {
    const below = tree.list(path).filter((file) => kind.test(file));
    if (below.length > 0) return below;
    if (kind.test(path) && tree.read(path) !== undefined) return [path];
    throw refusal(path, `there is no ${what} at ${path}`, startOf(path));
  });
}

/** Ids in the exported constants of a file: names of the properties of an object. */
function idsIn(tree: Tree, path: string): readonly string[] {
  const file = PlainFile.in(tree, path, { rule: 'READ-10', subject: path });
  return [...(file?.exported().values() ?? [])].flatMap((declaration) => {
    const value = file?.valueOf(declaration);
    if (value?.kind !== 'record') return [];
    for (const [name, { place }] of value.parts) {
      if (!id.test(name)) throw refusal(path, `${printable(name)} is no id of a clause, such as PS-HEAD-01`, place);
    }
    return [...value.parts.keys()];
  });
}

/** Ids that a reader of a document sees. */
function idsWritten(document: string): readonly string[] {
  return visibleLines(document).flatMap(({ text }) => [...text.matchAll(bold)].map(([, found = '']) => found));
}

/**
 * Reads which clauses there are: the registry, whose files export objects with ids for names, and the documents, in which an id stands in
 * bold where its clause is written.
 *
 * @throws Unreadable (READ-10) when a registry or document is missing, or there is no id in all of them; (READ-02) when a file of the
 * registry does not parse
 */
export function readClauses(tree: Tree, configuration: Configuration): ClauseIndex {
  const { registry, documents } = configuration.clauses;
  const registered = collected(
    filesOf(tree, registry, /\.[cm]?ts$/, 'file of the registry of clauses').map(
      (path) => () => new Set(idsIn(tree, path)),
    ),
  );
  const texts = filesOf(tree, documents, /\.md$/i, 'document of clauses').map((path) => tree.read(path) ?? '');
  const index = {
    registered: new Set(registered.flatMap((ids) => [...ids])),
    documented: new Set(texts.flatMap(idsWritten)),
  };
  const nowhere = (paths: readonly string[], what: string): Unreadable =>
    refusal(paths[0] ?? '', `there is no id of a clause in ${what} ${paths.join(', ')}`, startOf(paths[0] ?? '.'));
  if (index.registered.size === 0) throw nowhere(registry, 'the registry');
  if (index.documented.size === 0) throw nowhere(documents, 'the documents');
  return index;
}
