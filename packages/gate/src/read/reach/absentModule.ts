import ts from '@typescript/typescript6';

/** A module that a name was to come from, and that is not there. */
export interface AbsentModule {
  readonly specifier: string;
  /** A file of the project, not a package. */
  readonly isFile: boolean;
  /** What the name is called there; undefined for the module as a whole. */
  readonly name: string | undefined;
  /** The import. */
  readonly at: ts.Node;
}

function ifAbsent(
  checker: ts.TypeChecker,
  specifier: ts.Node | undefined,
  at: ts.Node,
  name: string | undefined,
): AbsentModule | undefined {
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return undefined;
  if (checker.getSymbolAtLocation(specifier) !== undefined) return undefined;
  return { specifier: specifier.text, isFile: /^[./#]/.test(specifier.text), name, at };
}

/** The leftmost name of `a.b.c`. */
function leftmost(node: ts.Identifier): ts.Identifier {
  const { parent } = node;
  if (ts.isQualifiedName(parent) && parent.right === node) {
    return ts.isIdentifier(parent.left) ? parent.left : leftmost(parent.left.right);
  }
  if (ts.isPropertyAccessExpression(parent) && parent.name === node && ts.isIdentifier(parent.expression)) {
    return parent.expression;
  }
  return node;
}

/** The module that keeps a name from resolving, or undefined when it is not a module that does. */
export function absentModule(checker: ts.TypeChecker, node: ts.Identifier): AbsentModule | undefined {
  const [declaration] = checker.getSymbolAtLocation(leftmost(node))?.declarations ?? [];
  if (declaration === undefined) return undefined;
  if (ts.isImportSpecifier(declaration)) {
    const at = declaration.parent.parent.parent;
    return ifAbsent(checker, at.moduleSpecifier, at, (declaration.propertyName ?? declaration.name).text);
  }
  if (ts.isNamespaceImport(declaration)) {
    const at = declaration.parent.parent;
    return ifAbsent(checker, at.moduleSpecifier, at, undefined);
  }
  if (ts.isImportClause(declaration))
    return ifAbsent(checker, declaration.parent.moduleSpecifier, declaration.parent, 'default');
  if (ts.isImportEqualsDeclaration(declaration) && ts.isExternalModuleReference(declaration.moduleReference)) {
    return ifAbsent(checker, declaration.moduleReference.expression, declaration, undefined);
  }
  return undefined;
}

/** The module of `import('module').Name`, when it is not there. */
export function absentImport(checker: ts.TypeChecker, node: ts.ImportTypeNode): AbsentModule | undefined {
  if (node.pos < 0 || !ts.isLiteralTypeNode(node.argument)) return undefined;
  return ifAbsent(checker, node.argument.literal, node, undefined);
}
