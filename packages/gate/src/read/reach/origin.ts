import ts from '@typescript/typescript6';
import { isBuiltin } from 'node:module';
import { packageOf } from '../compiler/paths.ts';
import type { Project } from '../compiler/Project.ts';

/** Where a symbol comes from. */
export type Origin =
  /** Declared in a file of the project. */
  | { readonly kind: 'project'; readonly file: string }
  /** A type of the language, or one of the platform that does no input and no output. */
  | { readonly kind: 'language' }
  /** Of a package, of an ambient module, or of the platform. */
  | { readonly kind: 'foreign'; readonly id: string };

/** Values and signals of Node and browsers that speak of no resource. */
const harmless = new Set([
  'AbortSignal',
  'AbortController',
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'TextDecoder',
  'DOMException',
]);

/** The library files of the language itself: `lib.es2015.promise.d.ts`, `lib.esnext.disposable.d.ts`, `lib.decorators.d.ts`. */
const language = /[/\\]lib\.(es|decorators)[^/\\]*\.d\.ts$/;

/** The `declare module 'name'` that a declaration stands in; `global` for `declare global`, also inside of one. */
function ambientModuleOf(declaration: ts.Node): string | undefined {
  for (let node: ts.Node | undefined = declaration; node !== undefined; node = node.parent) {
    if (!ts.isModuleDeclaration(node)) continue;
    if ((node.flags & ts.NodeFlags.GlobalAugmentation) !== 0) return 'global';
    if (ts.isStringLiteral(node.name)) return node.name.text;
  }
  return undefined;
}

function moduleOf(project: Project, declaration: ts.Node): string {
  const module = ambientModuleOf(declaration);
  if (module === 'global') return module;
  if (module !== undefined) return isBuiltin(module) && !module.startsWith('node:') ? `node:${module}` : module;
  const file = declaration.getSourceFile();
  if (project.isLibrary(file)) return 'global';
  const name = packageOf(file.fileName);
  // Globals of a package that declares the platform; a module of it would be an ambient one.
  return name === 'node' || !ts.isExternalModule(file) ? 'global' : name;
}

/** Where a symbol comes from; undefined for one without a declaration. */
export function originOf(project: Project, symbol: ts.Symbol): Origin | undefined {
  const declarations = symbol.declarations ?? [];
  const [first] = declarations;
  if (first === undefined) return undefined;
  const files = declarations.map((declaration) => declaration.getSourceFile());
  if (files.some((file) => project.isLibrary(file) && language.test(file.fileName))) return { kind: 'language' };
  const file = project.pathOf(first.getSourceFile());
  // A module that is declared, and not there, has no source that could be looked into.
  if (file !== undefined && ambientModuleOf(first) === undefined) return { kind: 'project', file };
  const module = moduleOf(project, first);
  if ((module === 'global' || module.startsWith('node:')) && harmless.has(symbol.name)) return { kind: 'language' };
  return { kind: 'foreign', id: `${module}#${symbol.name}` };
}
