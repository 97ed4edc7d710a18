import ts from '@typescript/typescript6';
import type { Project } from '../compiler/Project.ts';
import { printable } from '../printable.ts';
import { argumentsOf, constraintOf, isAny } from '../compiler/types.ts';

/** What is looked for: every way to name a dialogue, or only those that name any number of them. */
type Sought = 'any' | 'many';

/** Deeper than any type that a person writes; only a type that grows without end gets there. */
const mostDepth = 40;

/** One value of these holds one value of what they are made of. */
const single = new Set(['Promise', 'PromiseLike', 'WeakRef']);

/** Properties of which the language makes one value after the other. */
const isIterator = (symbol: ts.Symbol): boolean => /^__@(async)?[iI]terator@/.test(symbol.name);

/**
 * Looks through a type for dialogues: by properties, elements, arguments, results and parameters of functions, whatever folder it is
 * declared in. Of library and package types it sees the arguments only.
 */
export class DialogueSearch {
  readonly #project: Project;
  readonly #checker: ts.TypeChecker;
  readonly #dialogueId: ts.Type;
  readonly #marker: ts.Type;
  readonly #seen = { any: new Set<ts.Type>(), many: new Set<ts.Type>() };

  constructor(project: Project, dialogueId: ts.Type, marker: ts.Type) {
    this.#project = project;
    this.#checker = project.checker;
    this.#dialogueId = dialogueId;
    this.#marker = marker;
  }

  /** Where a type names a dialogue, such as `ids[]`, or undefined when it names none. */
  any(type: ts.Type, path: string): string | undefined {
    return this.#visit(type, path, 'any', 0);
  }

  /** Where a type may name any number of dialogues, or undefined when it names at most as many as it has fields. */
  many(type: ts.Type, path: string): string | undefined {
    return this.#visit(type, path, 'many', 0);
  }

  #isDialogue(type: ts.Type): boolean {
    if (isAny(type) || (type.flags & (ts.TypeFlags.Never | ts.TypeFlags.Unknown)) !== 0) return false;
    // Null and undefined fit nothing under strict; a type parameter fits by its constraint.
    return [this.#dialogueId, this.#marker].some((sought) => this.#checker.isTypeAssignableTo(type, sought));
  }

  #visit(given: ts.Type, path: string, sought: Sought, depth: number): string | undefined {
    if (sought === 'any' && this.#isDialogue(given)) return path;
    const type = constraintOf(this.#checker, given);
    if (this.#seen[sought].has(type)) return undefined;
    this.#seen[sought].add(type);
    if (depth > mostDepth) return `${printable(path, 60)} (a type that grows without end)`;
    const next = depth + 1;
    if (type.isUnion()) return this.#first(type.types, (member) => this.#visit(member, path, sought, next));
    if (type.isIntersection()) {
      return (
        this.#first(type.types, (part) => this.#visit(part, path, sought, next)) ??
        this.#members(type, path, sought, next)
      );
    }
    if ((type.flags & ts.TypeFlags.Object) === 0) return undefined;
    const parts = argumentsOf(this.#checker, type);
    if (!this.#isOutside(type)) return this.#members(type, path, sought, next);
    const isSingle = single.has(type.getSymbol()?.name ?? '');
    const inner = isSingle ? path : `${path}[]`;
    return this.#first(parts, (part) => this.#visit(part, inner, isSingle ? sought : 'any', next));
  }

  /** True for a type of a library or package: what it is made of is known, and its own members name no dialogue. */
  #isOutside(type: ts.Type): boolean {
    if (this.#checker.isTupleType(type)) return true;
    const symbol = type.getSymbol();
    if (symbol === undefined || (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) === 0) return false;
    return symbol.declarations?.some((node) => this.#project.pathOf(node.getSourceFile()) === undefined) === true;
  }

  #members(type: ts.Type, path: string, sought: Sought, depth: number): string | undefined {
    const checker = this.#checker;
    return (
      this.#first(checker.getPropertiesOfType(type), (property) => {
        const within = isIterator(property) ? 'any' : sought;
        const name = property.name.startsWith('__@') ? `[${property.name.slice(3).split('@')[0]}]` : property.name;
        return this.#visit(checker.getTypeOfSymbol(property), `${path}.${name}`, within, depth);
      }) ??
      this.#first(checker.getIndexInfosOfType(type), ({ keyType, type: value }) =>
        this.#first([keyType, value], (part) => this.#visit(part, `${path}[]`, 'any', depth)),
      ) ??
      this.#first(checker.getSignaturesOfType(type, ts.SignatureKind.Call), (signature) =>
        this.#signature(signature, path, sought, depth),
      )
    );
  }

  #signature(signature: ts.Signature, path: string, sought: Sought, depth: number): string | undefined {
    const called = `${path}()`;
    return (
      // Whoever can hand a function one id after the other can ask for many dialogues.
      this.#first(signature.getParameters(), (parameter) =>
        this.#visit(this.#checker.getTypeOfSymbol(parameter), `${path}(${parameter.name})`, 'any', depth),
      ) ?? this.#visit(signature.getReturnType(), called, sought, depth)
    );
  }

  #first<T>(all: readonly T[], look: (one: T) => string | undefined): string | undefined {
    for (const one of all) {
      const found = look(one);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
