import ts from '@typescript/typescript6';
import type { Project } from '../compiler/Project.ts';
import { isBelowAny } from '../compiler/paths.ts';
import { joined, type Outline, type Part } from './Outline.ts';
import { Writer } from './Writer.ts';

/** Outlines of declarations, each made once. */
export class Outliner {
  readonly #project: Project;
  readonly #opaque: readonly string[];
  readonly #known = new Map<ts.Symbol, Outline>();

  /** @param opaque folders whose declarations count by name only */
  constructor(project: Project, opaque: readonly string[]) {
    this.#project = project;
    this.#opaque = opaque;
  }

  /** All declarations of a symbol together, since they merge. */
  ofSymbol(symbol: ts.Symbol): Outline {
    let outline = this.#known.get(symbol);
    if (outline === undefined) {
      const declarations = symbol.declarations ?? [];
      outline = this.#write(declarations, (writer) => [symbol, ' = ', ...writer.declarations(declarations)]);
      this.#known.set(symbol, outline);
    }
    return outline;
  }

  /** A signature as it is written. */
  ofSignature(declaration: ts.SignatureDeclaration): Outline {
    return this.#write([declaration], (writer) => writer.signature(declaration));
  }

  /** A signature as the compiler knows it: for one whose types come from arguments of the interface that it was written in. */
  ofInstance(signature: ts.Signature): Outline {
    const { checker } = this.#project;
    const { NoTruncation, UseAliasDefinedOutsideCurrentScope, IgnoreErrors } = ts.NodeBuilderFlags;
    const flags = (NoTruncation | UseAliasDefinedOutsideCurrentScope | IgnoreErrors) as ts.NodeBuilderFlags;
    const parameters = signature.getParameters();
    const nodes = [...parameters.map((symbol) => checker.getTypeOfSymbol(symbol)), signature.getReturnType()].map(
      (type) => checker.typeToTypeNode(type, undefined, flags),
    );
    const limits = (signature.getTypeParameters() ?? []).map((type) => {
      const constraint = type.getConstraint();
      return constraint === undefined ? undefined : checker.typeToTypeNode(constraint, undefined, flags);
    });
    const declared = parameters.map(({ valueDeclaration }) => valueDeclaration);
    return this.#write([], (writer) => {
      for (const { symbol } of signature.getTypeParameters() ?? []) writer.bind(symbol, '$');
      const write = (node: ts.TypeNode | undefined): Part[] => (node === undefined ? ['unknown'] : writer.node(node));
      const types = nodes.map((node, at) => {
        const parameter = declared[at];
        const sign = parameter !== undefined && ts.isParameter(parameter) ? writer.signOf(parameter) : ':';
        return [sign, ...write(node)];
      });
      return ['<', ...joined(limits.map(write), ','), '>(', ...joined(types, ','), ')'];
    });
  }

  #write(scope: readonly ts.Node[], write: (writer: Writer) => Part[]): Outline {
    const writer = new Writer(this.#project, scope, (file) => isBelowAny(file, this.#opaque));
    const parts = write(writer);
    return { parts, names: writer.names, foreign: writer.foreign, broken: writer.broken };
  }
}
