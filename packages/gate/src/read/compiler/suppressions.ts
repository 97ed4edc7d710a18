import type ts from '@typescript/typescript6';
import type { Place } from '../../model/Place.ts';

/** What the parser notes of comments that silence it; not part of the published types. */
interface Silenced {
  readonly commentDirectives?: readonly { readonly range: ts.TextRange }[];
  readonly checkJsDirective?: ts.TextRange & { readonly enabled: boolean };
}

/** Where a file silences the compiler, on one line or altogether. */
export function suppressionsIn(source: ts.SourceFile, file: string): readonly { place: Place; comment: string }[] {
  const { commentDirectives = [], checkJsDirective } = source as Silenced;
  const ranges = commentDirectives.map(({ range }) => range);
  const all = checkJsDirective?.enabled === false ? [checkJsDirective, ...ranges] : ranges;
  return all.map(({ pos, end }) => {
    const { line, character } = source.getLineAndCharacterOfPosition(pos);
    const comment = /@ts-[a-z-]+/.exec(source.text.slice(pos, end))?.[0] ?? 'this comment';
    return { place: { file, line: line + 1, column: character + 1 }, comment };
  });
}
