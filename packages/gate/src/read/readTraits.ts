import ts from '@typescript/typescript6';
import type { Finding } from '../model/Finding.ts';
import { startOf, type Place } from '../model/Place.ts';
import type { Trait } from '../model/Trait.ts';
import { nameNodeOf, Project } from './compiler/Project.ts';
import type { Configuration } from './configuration.ts';
import { Outliner } from './reach/Outliner.ts';
import type { Closure } from './reach/closure.ts';
import { judgeTrait, type Candidate, type NamedType, type Reacher } from './traits/judgeTrait.ts';
import { keyFault, markerFault } from './traits/keyTypes.ts';
import { Doubts } from './traits/Doubts.ts';
import { unlistedIn } from './traits/unlisted.ts';
import { target } from './target.ts';
import type { Tree } from './Tree.ts';
import { Unreadable } from './Unreadable.ts';

/** What the compiler sees of the traits of a project. */
export interface ReadTraits {
  readonly traits: readonly Trait[];
  /** Exported interfaces with methods in the trait folders that the configuration lists nowhere. */
  readonly unlisted: readonly { readonly name: string; readonly place: Place }[];
}

/** What is written in TypeScript. */
const source = /\.[cm]?tsx?$/;

/** Finds what the configuration names, and keeps what it does not find. */
class Finder {
  readonly findings: Finding[] = [];
  readonly #project: Project;

  constructor(project: Project) {
    this.#project = project;
  }

  /** The type that a file exports under a name. */
  type(file: string, name: string, what: string): { readonly type: ts.Type; readonly place: Place } | undefined {
    const found = this.#project.file(file);
    if (found === undefined) return this.miss(name, `${what} ${name}: there is no file ${file}`, startOf(file));
    const symbol = this.#project.exported(found, name);
    const types = ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class;
    const declaration = symbol?.declarations?.find((node) => !ts.isVariableDeclaration(node));
    if (symbol === undefined || declaration === undefined || (symbol.flags & types) === 0) {
      return this.miss(name, `${what} ${name} is not exported from ${file}`, startOf(file));
    }
    const place = this.#project.placeOf(nameNodeOf(declaration)) ?? startOf(file);
    return { type: this.#project.checker.getDeclaredTypeOfSymbol(symbol), place };
  }

  miss(subject: string, message: string, place: Place): undefined {
    this.findings.push({ rule: 'READ-03', subject, message: `${message}.`, place });
  }
}

function keyTypeOf(
  finder: Finder,
  setting: string,
  what: string,
  faultOf: (type: ts.Type) => string | undefined,
): NamedType | undefined {
  const { file, name } = target(setting);
  const found = finder.type(file, name, what);
  if (found === undefined) return undefined;
  const fault = faultOf(found.type);
  if (fault === undefined) return { name, type: found.type };
  return finder.miss(name, `${what} ${name} ${fault}`, found.place);
}

function candidates(project: Project, finder: Finder, configuration: Configuration): readonly Candidate[] {
  return Object.entries(configuration.traits).flatMap(([name, { file, kind }]): Candidate[] => {
    const found = finder.type(file, name, 'the trait');
    if (found === undefined) return [];
    const { type, place } = found;
    const isObject = type.isIntersection() || (type.flags & ts.TypeFlags.Object) !== 0;
    if (!isObject || project.checker.isArrayType(type)) {
      finder.miss(name, `the trait ${name} is no interface`, place);
      return [];
    }
    const grants = Object.entries(configuration.foreignTypes).filter(([, traits]) => traits.includes(name));
    return [{ name, kind, place, type, grants: grants.map(([id]) => id) }];
  });
}

function throwAny(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new Unreadable(findings);
}

/**
 * Reads the traits of a project with the compiler: no text is compared, so that no spelling deceives.
 *
 * @throws Unreadable with every file that does not parse (READ-02), else everything that is not found (READ-03), else every type that
 * does not resolve (READ-09)
 */
export function readTraits(tree: Tree, configuration: Configuration): ReadTraits {
  const named = [configuration.dialogueId, configuration.marker].map((setting) => target(setting).file);
  const files = Object.values(configuration.traits).map(({ file }) => file);
  const inFolders = configuration.traitFolders
    .flatMap((folder) => tree.list(folder))
    .filter((path) => source.test(path));
  const project = new Project(tree, [...new Set([...files, ...named, ...inFolders])]);
  throwAny(project.syntaxFaults());

  const finder = new Finder(project);
  const dialogueId = keyTypeOf(finder, configuration.dialogueId, 'the dialogue id', keyFault);
  const marker = keyTypeOf(finder, configuration.marker, 'the marker', (type) =>
    dialogueId === undefined ? undefined : markerFault(project, type, dialogueId.type),
  );
  const found = candidates(project, finder, configuration);
  throwAny(finder.findings);
  if (dialogueId === undefined || marker === undefined) throw new TypeError('what was not found was not told');

  const doubts = new Doubts(project);
  for (const path of [...files, ...named]) {
    const file = project.file(path);
    if (file !== undefined) doubts.ofFile(file);
  }
  const outliner = new Outliner(project, configuration.opaque);
  const yardstick = {
    project,
    outliner,
    dialogueId,
    marker,
    reached: (closure: Closure, by: Reacher): void => doubts.of(closure, by),
  };
  const traits = found.map((candidate) => judgeTrait(yardstick, candidate));
  throwAny(doubts.findings());
  const listed = new Set(found.map(({ type }) => type));
  return { traits, unlisted: unlistedIn(project, inFolders, listed, Object.keys(configuration.notTraits)) };
}
