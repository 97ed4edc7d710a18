import ts from '@typescript/typescript6';
import { inOrder, joined, type Part } from './Outline.ts';
import type { Writer } from './Writer.ts';

/** Modifiers that a caller notices. */
const telling = new Set([ts.SyntaxKind.ReadonlyKeyword, ts.SyntaxKind.AbstractKeyword, ts.SyntaxKind.StaticKeyword]);

function modifiersOf(node: ts.Node): string {
  const all = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return all
    .filter(({ kind }) => telling.has(kind))
    .map(({ kind }) => `${ts.tokenToString(kind) ?? ''} `)
    .join('');
}

function isPrivate(node: ts.ClassElement): boolean {
  if (node.name !== undefined && ts.isPrivateIdentifier(node.name)) return true;
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0;
}

/** What a member is called, noted as a name. */
function memberName(writer: Writer, name: ts.PropertyName, type?: ts.TypeNode): Part[] {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) writer.note(name.text, 'property', name, type);
  return writer.name(name);
}

function typeParameter(writer: Writer, node: ts.TypeParameterDeclaration): Part[] {
  const modifiers = (node.modifiers ?? []).map(({ kind }) => `${ts.tokenToString(kind) ?? ''} `).join('');
  const name = writer.bindTypeParameter(node);
  const limit = node.constraint === undefined ? [] : [' extends ', ...writer.node(node.constraint)];
  const otherwise = node.default === undefined ? [] : [' = ', ...writer.node(node.default)];
  return [modifiers, name, ...limit, ...otherwise];
}

function property(writer: Writer, node: ts.PropertySignature | ts.PropertyDeclaration): Part[] {
  const { name, questionToken, type } = node;
  const initializer = ts.isPropertyDeclaration(node) ? node.initializer : undefined;
  const sign = questionToken === undefined ? ':' : '?:';
  const shown = type ?? initializer;
  return [
    modifiersOf(node),
    ...memberName(writer, name, type),
    sign,
    ...(shown === undefined ? ['any'] : writer.node(shown)),
  ];
}

function element(writer: Writer, node: ts.Node): Part[] | undefined {
  if (ts.isClassElement(node) && isPrivate(node)) return [];
  if (ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)) return property(writer, node);
  if (ts.isMethodSignature(node) || ts.isMethodDeclaration(node)) {
    const optional = node.questionToken === undefined ? '' : '?';
    return [modifiersOf(node), ...memberName(writer, node.name), optional, ...writer.signature(node)];
  }
  if (ts.isGetAccessor(node)) return ['get ', ...memberName(writer, node.name), ...writer.signature(node)];
  if (ts.isSetAccessor(node)) return ['set ', ...memberName(writer, node.name), ...writer.signature(node)];
  if (ts.isCallSignatureDeclaration(node)) return ['call', ...writer.signature(node)];
  if (ts.isConstructSignatureDeclaration(node) || ts.isConstructorDeclaration(node)) {
    // What a constructor answers with is its class.
    return [
      'new(',
      ...joined(
        node.parameters.map((parameter) => writer.node(parameter)),
        ',',
      ),
      ')',
    ];
  }
  if (ts.isIndexSignatureDeclaration(node)) return [modifiersOf(node), 'index', ...writer.signature(node)];
  return undefined;
}

function enumeration(writer: Writer, node: ts.EnumDeclaration): Part[] {
  const members = node.members.map((member) => [...memberName(writer, member.name), '=', writer.constant(member)]);
  return ['enum{', ...joined(inOrder(members), ';'), '}'];
}

function declaration(writer: Writer, node: ts.Node): Part[] | undefined {
  if (ts.isInterfaceDeclaration(node)) {
    writer.note(node.name.text, 'type', node.name);
    return writer.merged([node]);
  }
  if (ts.isTypeAliasDeclaration(node)) {
    writer.note(node.name.text, 'type', node.name);
    return ['type', ...writer.typeParameters(node.typeParameters), ' ', ...writer.node(node.type)];
  }
  if (ts.isClassLike(node)) {
    if (node.name !== undefined) writer.note(node.name.text, 'type', node.name);
    const parameters = writer.typeParameters(node.typeParameters);
    const bases = inOrder((node.heritageClauses ?? []).map((clause) => writer.node(clause)));
    return ['class', ...parameters, ' ', ...joined(bases, ' '), '{', ...writer.members(node.members), '}'];
  }
  if (ts.isEnumDeclaration(node)) {
    writer.note(node.name.text, 'type', node.name);
    return enumeration(writer, node);
  }
  if (ts.isVariableDeclaration(node)) {
    const shown = node.type ?? node.initializer;
    return ['const ', ...(shown === undefined ? ['any'] : writer.node(shown))];
  }
  if (ts.isFunctionDeclaration(node)) return ['function', ...writer.signature(node)];
  return undefined;
}

/** The normal form of declarations and their parts; undefined for other nodes. */
export function declarationText(writer: Writer, node: ts.Node): Part[] | undefined {
  if (ts.isTypeParameterDeclaration(node)) return typeParameter(writer, node);
  if (ts.isHeritageClause(node)) {
    const types = inOrder(node.types.map((type) => writer.node(type)));
    return [`${ts.tokenToString(node.token) ?? ''} `, ...joined(types, ',')];
  }
  if (ts.isParameter(node)) {
    const shown = node.type ?? node.initializer;
    return [writer.signOf(node), ...(shown === undefined ? ['any'] : writer.node(shown))];
  }
  if (ts.isPropertyAssignment(node)) {
    return [...memberName(writer, node.name), ':', ...writer.node(node.initializer)];
  }
  return element(writer, node) ?? declaration(writer, node);
}
