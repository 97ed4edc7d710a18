import ts from '@typescript/typescript6';
import type { Finding } from '../../model/Finding.ts';
import type { Place } from '../../model/Place.ts';
import { syntaxFault } from '../compiler/syntaxFault.ts';
import { printable } from '../printable.ts';
import type { Tree } from '../Tree.ts';
import { Unreadable } from '../Unreadable.ts';
import { describe } from './describe.ts';
import type { Plain, PlainList, PlainPart, PlainRecord } from './Plain.ts';
import { isAmbient, isExported, isTypesOnly } from './statements.ts';

/** What a refusal is about. */
export type Blame = Pick<Finding, 'rule' | 'subject'>;

/** More values than any contract has: a few lists that name each other twice could otherwise be endless. */
const mostValues = 100_000;

/** Expressions around a value that do not change it. */
function bare(node: ts.Expression): ts.Expression {
  if (ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node) || ts.isAssertionExpression(node)) {
    return bare(node.expression);
  }
  return node;
}

/**
 * Values of a source file as they stand there: literals, lists, objects, and what is spread into them or named of other constants of the
 * file. Nothing is run, so what has to be run to be known is refused.
 */
export class PlainFile {
  readonly path: string;
  readonly #blame: Blame;
  readonly #file: ts.SourceFile;
  readonly #constants = new Map<string, ts.VariableDeclaration>();
  readonly #underWay = new Set<ts.VariableDeclaration>();
  #values = 0;

  /** @throws Unreadable (READ-02) when the text does not parse */
  constructor(path: string, text: string, blame: Blame) {
    this.path = path;
    this.#blame = blame;
    this.#file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
    this.#refuseBroken();
    for (const statement of this.#file.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const declaration of statement.declarationList.declarations) {
        if (ts.isIdentifier(declaration.name)) this.#constants.set(declaration.name.text, declaration);
      }
    }
  }

  /** The file of a tree, or undefined when it is not there. */
  static in(tree: Tree, path: string, blame: Blame): PlainFile | undefined {
    const text = tree.read(path);
    return text === undefined ? undefined : new PlainFile(path, text, blame);
  }

  /** Names under which constants are exported, and the constants. */
  exported(): ReadonlyMap<string, ts.VariableDeclaration> {
    const all = new Map<string, ts.VariableDeclaration>();
    for (const statement of this.#file.statements) {
      if (ts.isVariableStatement(statement) && isExported(statement)) {
        for (const declaration of statement.declarationList.declarations) {
          if (ts.isIdentifier(declaration.name)) all.set(declaration.name.text, declaration);
        }
      }
      if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) continue;
      const { exportClause } = statement;
      for (const { name, propertyName } of exportClause !== undefined && ts.isNamedExports(exportClause)
        ? exportClause.elements
        : []) {
        const declaration = this.#constants.get((propertyName ?? name).text);
        if (declaration !== undefined) all.set(name.text, declaration);
      }
    }
    return all;
  }

  /** Where something stands. */
  placeOf(node: ts.Node): Place {
    const { line, character } = this.#file.getLineAndCharacterOfPosition(node.getStart(this.#file));
    return { file: this.path, line: line + 1, column: character + 1 };
  }

  /** The value of a constant. @throws Unreadable when it is not plain data */
  valueOf(declaration: ts.VariableDeclaration): Plain {
    const { initializer, name } = declaration;
    if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0) {
      throw this.fault(name, `${name.getText()} can be assigned anew: declare it with const`);
    }
    if (initializer === undefined) throw this.fault(name, `${name.getText()} has no value here: write it out`);
    if (this.#underWay.has(declaration)) throw this.fault(name, `${name.getText()} is made of itself: write it out`);
    this.#underWay.add(declaration);
    try {
      return this.#value(initializer);
    } finally {
      this.#underWay.delete(declaration);
    }
  }

  /** Refuses whatever could change a constant after it was read: statements that run, and modules that are loaded. */
  refuseWhatRuns(): void {
    for (const statement of this.#file.statements) {
      if (ts.isVariableStatement(statement)) {
        for (const declaration of statement.declarationList.declarations) {
          if (!isAmbient(statement)) this.valueOf(declaration);
        }
      } else if (!isTypesOnly(statement)) {
        throw this.fault(statement, 'here something runs: a file of contracts has types and constants only');
      }
    }
  }

  /** A refusal at a place. */
  fault(node: ts.Node, message: string): Unreadable {
    const finding: Finding = { ...this.#blame, message: `${message}.`, place: this.placeOf(node) };
    return new Unreadable([finding]);
  }

  #refuseBroken(): void {
    const { parseDiagnostics = [] } = this.#file as {
      readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[];
    };
    const [first] = parseDiagnostics;
    if (first === undefined) return;
    throw new Unreadable([syntaxFault(this.path, this.#file, first)]);
  }

  #value(outer: ts.Expression): Plain {
    const node = bare(outer);
    const place = this.placeOf(node);
    this.#values += 1;
    if (this.#values > mostValues) throw this.fault(node, `this is more than ${mostValues} values: write less`);
    if (ts.isStringLiteralLike(node)) return { kind: 'text', text: node.text, place };
    if (ts.isObjectLiteralExpression(node)) return this.#record(node, place);
    if (ts.isArrayLiteralExpression(node)) return this.#list(node, place);
    if (ts.isIdentifier(node)) return this.#named(node);
    const isNumber =
      ts.isNumericLiteral(node) || (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand));
    const isWord = [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(
      node.kind,
    );
    if (isNumber || isWord) return { kind: 'other', text: node.getText(), place };
    throw this.fault(node, `${describe(node)}: write the value itself`);
  }

  #named(node: ts.Identifier): Plain {
    const declaration = this.#constants.get(node.text);
    if (declaration !== undefined) return this.valueOf(declaration);
    throw this.fault(node, `${printable(node.text)} is no constant of this file: write the value itself`);
  }

  #list(node: ts.ArrayLiteralExpression, place: Place): PlainList {
    const items = node.elements.flatMap((element): readonly Plain[] => {
      if (!ts.isSpreadElement(element)) return [this.#value(element)];
      const spread = this.#spread(element.expression);
      if (spread.kind === 'list') return this.#counted(spread.items, element);
      throw this.fault(element, 'only a list can be spread into a list');
    });
    return { kind: 'list', items, place };
  }

  #record(node: ts.ObjectLiteralExpression, place: Place): PlainRecord {
    const parts = new Map<string, PlainPart>();
    const written = new Set<string>();
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        const spread = this.#spread(property.expression);
        if (spread.kind !== 'record') throw this.fault(property, 'only an object can be spread into an object');
        for (const [name, part] of this.#counted([...spread.parts], property)) parts.set(name, part);
        continue;
      }
      const name = this.#nameOf(property);
      if (written.has(name)) throw this.fault(property, `${printable(name)} stands here twice: keep one of them`);
      written.add(name);
      parts.set(name, { value: this.#held(property), place: this.placeOf(property) });
    }
    return { kind: 'record', parts, place };
  }

  #held(property: ts.ObjectLiteralElementLike): Plain {
    if (ts.isPropertyAssignment(property)) return this.#value(property.initializer);
    if (ts.isShorthandPropertyAssignment(property)) return this.#named(property.name);
    throw this.fault(property, 'a method or getter must be run: write the value itself');
  }

  #nameOf({ name }: ts.ObjectLiteralElementLike): string {
    if (name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name))) {
      // `{ __proto__: x }` has no property of that name.
      if (name.text === '__proto__') throw this.fault(name, '__proto__ is no name of a property: take another');
      return name.text;
    }
    throw this.fault(name ?? this.#file, 'this name must be computed: write it out');
  }

  #spread(outer: ts.Expression): Plain {
    const node = bare(outer);
    if (ts.isIdentifier(node)) return this.#named(node);
    if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) return this.#value(node);
    throw this.fault(node, `${describe(node)}: spread a constant of this file, by its name`);
  }

  #counted<T>(all: readonly T[], node: ts.Node): readonly T[] {
    this.#values += all.length;
    if (this.#values > mostValues) throw this.fault(node, `this is more than ${mostValues} values: write less`);
    return all;
  }
}
