import ts from '@typescript/typescript6';

/** True for `export const`. */
export function isExported(statement: ts.VariableStatement): boolean {
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** True for `declare const`. */
export function isAmbient(statement: ts.VariableStatement): boolean {
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true;
}

/** True for a statement that leaves nothing to run. */
export function isTypesOnly(statement: ts.Statement): boolean {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return true;
  if (ts.isEmptyStatement(statement)) return true;
  if (ts.isImportDeclaration(statement)) {
    const { importClause } = statement;
    if (importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
    const bindings = importClause?.namedBindings;
    const names = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
    return importClause?.name === undefined && names.length > 0 && names.every(({ isTypeOnly }) => isTypeOnly);
  }
  if (!ts.isExportDeclaration(statement)) return false;
  // Names of what stands here; another module would be loaded.
  return statement.isTypeOnly || statement.moduleSpecifier === undefined;
}
