import ts from '@typescript/typescript6';
import type { Place } from '../../model/Place.ts';
import { byCodeUnits } from '../byCodeUnits.ts';
import { nameNodeOf, type Project } from '../compiler/Project.ts';
import { hasMethods } from './members.ts';

/** True for what a backend can implement: an interface, an alias of an object type, an abstract class. */
function isImplementable(symbol: ts.Symbol): boolean {
  if ((symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0) return true;
  return (
    symbol.declarations?.some(
      (node) => ts.isClassDeclaration(node) && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Abstract) !== 0,
    ) === true
  );
}

/**
 * Exported types with methods in these files, wherever they are declared in the project, that are neither a listed trait under any name
 * nor one of the names that are said to be none.
 */
export function unlistedIn(
  project: Project,
  files: readonly string[],
  listed: ReadonlySet<ts.Type>,
  notTraits: readonly string[],
): readonly { readonly name: string; readonly place: Place }[] {
  const exported = files.flatMap((path) => {
    const file = project.file(path);
    return file === undefined ? [] : project.exportsOf(file).map((symbol) => project.behindAliases(symbol));
  });
  return [...new Set(exported)]
    .flatMap((symbol) => {
      const [first] = symbol.declarations ?? [];
      const place = first === undefined ? undefined : project.placeOf(nameNodeOf(first));
      if (place === undefined || !isImplementable(symbol) || notTraits.includes(symbol.name)) return [];
      const type = project.checker.getDeclaredTypeOfSymbol(symbol);
      return listed.has(type) || !hasMethods(project, type) ? [] : [{ name: symbol.name, place }];
    })
    .toSorted((a, b) => byCodeUnits(`${a.place.file}\0${a.name}`, `${b.place.file}\0${b.name}`));
}
