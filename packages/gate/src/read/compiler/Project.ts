import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import ts from '@typescript/typescript6';
import type { Finding } from '../../model/Finding.ts';
import type { Place } from '../../model/Place.ts';
import type { Tree } from '../Tree.ts';
import { hostOf } from './host.ts';
import { optionsFor } from './options.ts';
import { isInstalled, pathBelow } from './paths.ts';
import { syntaxFault } from './syntaxFault.ts';

/** Files of a tree, compiled together with all that they import. */
export class Project {
  readonly checker: ts.TypeChecker;
  readonly #program: ts.Program;
  readonly #root: string;
  readonly #paths = new Map<string, string | undefined>();

  /** @param files paths in the tree; those that are not there are left out */
  constructor(tree: Tree, files: readonly string[]) {
    const options = optionsFor(tree.root);
    this.#root = tree.root;
    this.#program = ts.createProgram({
      rootNames: files.map((file) => join(tree.root, file)),
      options,
      host: hostOf(tree, options),
    });
    this.checker = this.#program.getTypeChecker();
  }

  /** A file of the tree, or undefined when it is not there. */
  file(path: string): ts.SourceFile | undefined {
    return this.#program.getSourceFile(join(this.#root, path));
  }

  /**
   * The path of a file of the project, or undefined for one of an installed package or a library. Another package of the same workspace
   * is of the project too.
   */
  pathOf(file: ts.SourceFile): string | undefined {
    if (!this.#paths.has(file.fileName)) this.#paths.set(file.fileName, this.#path(file));
    return this.#paths.get(file.fileName);
  }

  #path({ fileName }: ts.SourceFile): string | undefined {
    if (!isInstalled(fileName)) return pathBelow(this.#root, fileName);
    const real = realpathSync(fileName);
    return isInstalled(real) ? undefined : pathBelow(this.#root, real);
  }

  /** True for the files in which ECMAScript and the browser are declared. */
  isLibrary(file: ts.SourceFile): boolean {
    return this.#program.isSourceFileDefaultLibrary(file);
  }

  /** Where a node of the project stands; undefined for one that the compiler made, or of another origin. */
  placeOf(node: ts.Node): Place | undefined {
    if (node.pos < 0) return undefined;
    const source = node.getSourceFile() as ts.SourceFile | undefined;
    const file = source === undefined ? undefined : this.pathOf(source);
    if (source === undefined || file === undefined) return undefined;
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
    return { file, line: line + 1, column: character + 1 };
  }

  /** What keeps files of the project from being parsed, one finding for each file: what follows the first error is guessed. */
  syntaxFaults(): readonly Finding[] {
    return this.#program.getSourceFiles().flatMap((source) => {
      const file = this.pathOf(source);
      const [first] = file === undefined ? [] : this.#program.getSyntacticDiagnostics(source);
      return file === undefined || first === undefined ? [] : [syntaxFault(file, source, first)];
    });
  }

  /** The symbol that a file exports under a name, behind every re-export; undefined when it exports none. */
  exported(file: ts.SourceFile, name: string): ts.Symbol | undefined {
    const found = this.exportsOf(file).find((symbol) => symbol.name === name);
    return found === undefined ? undefined : this.behindAliases(found);
  }

  /** Everything that a file exports, by the names under which it does. */
  exportsOf(file: ts.SourceFile): readonly ts.Symbol[] {
    const module = this.checker.getSymbolAtLocation(file);
    return module === undefined ? [] : this.checker.getExportsOfModule(module);
  }

  /** What a symbol stands for, behind imports and re-exports. */
  behindAliases(symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : this.checker.getAliasedSymbol(symbol);
  }
}

/** The node that names a declaration, or the declaration itself. */
export function nameNodeOf(declaration: ts.Declaration): ts.Node {
  return ts.getNameOfDeclaration(declaration) ?? declaration;
}
