import ts from '@typescript/typescript6';
import type { Project } from '../compiler/Project.ts';
import { isUnresolved } from '../compiler/types.ts';
import { declarationText } from './declarationText.ts';
import { absentImport, absentModule, type AbsentModule } from './absentModule.ts';
import { inOrder, joined, plain, type Broken, type Foreign, type Name, type Part } from './Outline.ts';
import { originOf } from './origin.ts';
import { typeText } from './typeText.ts';

/** Values of the language that no file declares. */
const withoutDeclaration = new Set(['undefined', 'globalThis', 'arguments']);

/** Writes nodes in the normal form, and notes on the way what stands in them. */
export class Writer {
  readonly names: Name[] = [];
  readonly foreign: Foreign[] = [];
  readonly broken: Broken[] = [];
  readonly #project: Project;
  readonly #scope: readonly ts.Node[];
  readonly #isOpaque: (file: string) => boolean;
  /** Type parameters and parameters by what stands for them: their own names are left out. */
  readonly #bound = new Map<ts.Symbol, string>();

  /** @param scope what is written: names that it declares inside are its own */
  constructor(project: Project, scope: readonly ts.Node[], isOpaque: (file: string) => boolean) {
    this.#project = project;
    this.#scope = scope;
    this.#isOpaque = isOpaque;
  }

  /** Any node. */
  node(node: ts.Node): Part[] {
    if (isConstAssertion(node)) return ['const'];
    const before = this.#told();
    const parts = typeText(this, node) ?? declarationText(this, node) ?? this.#rest(node);
    if (this.#told() === before && node.pos >= 0 && ts.isTypeNode(node) && this.#isUnresolved(node)) {
      this.broken.push({ message: `the type ${node.getText()} does not resolve`, at: node, isImport: false });
    }
    return parts;
  }

  /** The declarations of one symbol, in an order that no file decides. */
  declarations(all: readonly ts.Node[]): Part[] {
    const interfaces = all.filter(ts.isInterfaceDeclaration);
    if (interfaces.length > 1) {
      const others = all.filter((node) => !ts.isInterfaceDeclaration(node));
      return joined([this.merged(interfaces), ...inOrder(others.map((node) => this.node(node)))], ' & ');
    }
    return joined(inOrder(all.map((node) => this.node(node))), ' & ');
  }

  /** Interfaces that merge are one. */
  merged(all: readonly ts.InterfaceDeclaration[]): Part[] {
    // Each names the type parameters anew, in the same order.
    const [first] = all.map(({ typeParameters }) => this.typeParameters(typeParameters));
    const bases = inOrder(
      all.flatMap(({ heritageClauses = [] }) => heritageClauses.map((clause) => this.node(clause))),
    );
    const members = this.members(all.flatMap((declaration) => [...declaration.members]));
    return ['interface', ...(first ?? []), ' ', ...joined(bases, ' '), '{', ...members, '}'];
  }

  /** Members by name. Overloads of one name stay in their order, which decides between them. */
  members(all: readonly ts.Node[]): Part[] {
    const groups = all.map((member) => {
      const name = ts.isClassElement(member) || ts.isTypeElement(member) ? member.name : undefined;
      return { name: name === undefined ? '' : plain(this.name(name)), parts: this.node(member) };
    });
    const keys = new Map(groups.map(({ name, parts }) => [parts, name]));
    const written = groups.map(({ parts }) => parts).filter((parts) => parts.length > 0);
    return joined(
      inOrder(written, (parts) => keys.get(parts as Part[]) ?? ''),
      ';',
    );
  }

  /** `<T>(:A,?:B):R`, with type parameters and parameters by their place. */
  signature(node: ts.SignatureDeclaration): Part[] {
    const typeParameters = this.typeParameters(node.typeParameters);
    for (const { name } of node.parameters) this.#bind(name, '#');
    const parameters = node.parameters.map((parameter) => [
      this.signOf(parameter),
      ...(parameter.type === undefined ? this.#inferred(parameter.initializer) : this.node(parameter.type)),
    ]);
    for (const { name, type } of node.parameters) {
      this.note(name.pos < 0 ? '' : name.getText(), 'parameter', name, type);
    }
    const { body } = node as { readonly body?: ts.Node };
    const result = node.type === undefined ? this.#inferred(body) : this.node(node.type);
    return [...typeParameters, '(', ...joined(parameters, ','), '):', ...result];
  }

  /** `?:` for an optional parameter, `...:` for a rest, `:` otherwise. */
  signOf({ dotDotDotToken, questionToken, initializer }: ts.ParameterDeclaration): string {
    if (dotDotDotToken !== undefined) return '...:';
    return questionToken === undefined && initializer === undefined ? ':' : '?:';
  }

  typeParameters(all: readonly ts.TypeParameterDeclaration[] | undefined): Part[] {
    if (all === undefined) return [];
    for (const { name } of all) this.#bind(name, '$');
    return [
      '<',
      ...joined(
        all.map((parameter) => this.node(parameter)),
        ',',
      ),
      '>',
    ];
  }

  /** The name of a property: a text, or in brackets what it is computed from. */
  name(node: ts.PropertyName | ts.BindingName): Part[] {
    if (ts.isComputedPropertyName(node)) return ['[', ...this.node(node.expression), ']'];
    return ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isPrivateIdentifier(node)
      ? [JSON.stringify(node.text)]
      : [plain(this.#rest(node))];
  }

  note(text: string, kind: Name['kind'], at: ts.Node, type?: ts.TypeNode): void {
    if (at.pos >= 0 && text !== '') this.names.push({ text, kind, at, type });
  }

  /** What a name that is used stands for. */
  reference(node: ts.Identifier): Part[] {
    const found = this.#symbolOf(node);
    if (found === undefined) return this.#unresolved(node);
    const symbol = this.#project.behindAliases(found);
    const bound = this.#bound.get(symbol);
    if (bound !== undefined) return [bound];
    const declarations = symbol.declarations ?? [];
    const isOwn = declarations.some((declaration) =>
      this.#scope.some((outer) => outer !== declaration && isWithin(declaration, outer)),
    );
    if (isOwn) return [node.text];
    const origin = originOf(this.#project, symbol);
    if (origin === undefined) return withoutDeclaration.has(node.text) ? [node.text] : this.#unresolved(node);
    if (origin.kind === 'language') return [symbol.name];
    if (origin.kind === 'foreign') {
      this.foreign.push({ id: origin.id, at: node, isAbsent: false });
      return [origin.id];
    }
    return this.#isOpaque(origin.file) ? [`opaque ${symbol.name}`] : [symbol];
  }

  /** The module of an import in place, when it is not there. */
  absentImport(node: ts.ImportTypeNode): AbsentModule | undefined {
    return absentImport(this.#project.checker, node);
  }

  /** The symbol that an identifier refers to, behind aliases. */
  symbolBehind(node: ts.Node): ts.Symbol | undefined {
    const found = this.#symbolOf(node);
    return found === undefined ? undefined : this.#project.behindAliases(found);
  }

  constant(node: ts.EnumMember): string {
    return JSON.stringify(this.#project.checker.getConstantValue(node)) ?? 'computed';
  }

  #bind(node: ts.Node, sign: '$' | '#'): void {
    const symbol = ts.isIdentifier(node) ? this.#symbolOf(node) : undefined;
    if (symbol !== undefined) this.bind(symbol, sign);
  }

  /** Names a type parameter (`$`) or parameter (`#`) by its place. */
  bind(symbol: ts.Symbol, sign: '$' | '#'): void {
    if (this.#bound.has(symbol)) return;
    const count = [...this.#bound.values()].filter((text) => text.startsWith(sign)).length;
    this.#bound.set(symbol, `${sign}${count}`);
  }

  bindTypeParameter(node: ts.TypeParameterDeclaration): string {
    this.#bind(node.name, '$');
    return plain(this.reference(node.name));
  }

  #symbolOf(node: ts.Node): ts.Symbol | undefined {
    const { checker } = this.#project;
    // The compiler notes on a node that it made which symbol it means.
    if (node.pos < 0) return (node as { readonly symbol?: ts.Symbol }).symbol;
    if (ts.isShorthandPropertyAssignment(node.parent)) return checker.getShorthandAssignmentValueSymbol(node.parent);
    return checker.getSymbolAtLocation(node);
  }

  /** A name of a module that is not there. */
  absent({ specifier, isFile, at }: AbsentModule, name: string, use: ts.Node): Part[] {
    if (isFile) this.broken.push({ message: `the import of ${specifier} leads nowhere`, at, isImport: true });
    else this.foreign.push({ id: `${specifier}#${name}`, at: use, isAbsent: true });
    return [`${specifier}#${name}`];
  }

  #unresolved(node: ts.Identifier): Part[] {
    if (node.pos < 0) return [node.text];
    const module = absentModule(this.#project.checker, node);
    if (module !== undefined) return this.absent(module, module.name ?? node.text, node);
    this.broken.push({ message: `${node.text} does not resolve`, at: node, isImport: false });
    return [node.text];
  }

  /** How much was found that explains why a type does not resolve. */
  #told(): number {
    return this.broken.length + this.foreign.filter(({ isAbsent }) => isAbsent).length;
  }

  #isUnresolved(node: ts.TypeNode): boolean {
    return isUnresolved(this.#project.checker.getTypeFromTypeNode(node));
  }

  /** What stands where a type was left out: what it is inferred from. */
  #inferred(node: ts.Node | undefined): Part[] {
    return node === undefined ? ['any'] : ['typeof ', ...this.node(node)];
  }

  #rest(node: ts.Node): Part[] {
    const children: Part[][] = [];
    ts.forEachChild(node, (child) => {
      children.push(this.node(child));
    });
    if (children.length === 0) return [leafText(node)];
    const { operator } = node as { readonly operator?: ts.SyntaxKind };
    const sign = operator === undefined ? '' : ` ${ts.tokenToString(operator) ?? operator}`;
    return [`${ts.SyntaxKind[node.kind]}${sign}(`, ...joined(children, ','), ')'];
  }
}

function leafText(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return JSON.stringify(node.text);
  const { text } = node as { readonly text?: string };
  return text ?? ts.tokenToString(node.kind) ?? ts.SyntaxKind[node.kind];
}

/** The type in `as const`, which is a form of the language and no type of that name. */
function isConstAssertion(node: ts.Node): boolean {
  if (node.pos < 0 || !ts.isTypeReferenceNode(node) || !ts.isAssertionExpression(node.parent)) return false;
  return ts.isIdentifier(node.typeName) && node.typeName.text === 'const';
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}
