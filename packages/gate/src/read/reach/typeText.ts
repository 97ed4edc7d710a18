import ts from '@typescript/typescript6';
import { inOrder, joined, plain, type Part } from './Outline.ts';
import type { Writer } from './Writer.ts';

/** `Name<A,B>`. */
function applied(writer: Writer, name: Part[], given: readonly ts.TypeNode[] | undefined): Part[] {
  if (given === undefined || given.length === 0) return name;
  return [
    ...name,
    '<',
    ...joined(
      given.map((node) => writer.node(node)),
      ',',
    ),
    '>',
  ];
}

/** Members of a union or intersection, each once, in an order that no file decides. */
function combined(writer: Writer, types: readonly ts.TypeNode[], sign: string): Part[] {
  const groups = inOrder(types.flatMap((type) => flattened(type, sign)).map((type) => writer.node(type)));
  const distinct = groups.filter((group, at) => {
    const before = groups[at - 1];
    return before === undefined || plain(before) !== plain(group) || before.some((part, i) => part !== group[i]);
  });
  return ['(', ...joined(distinct, sign), ')'];
}

/** `A | (B | C)` is `A | B | C`. */
function flattened(type: ts.TypeNode, sign: string): readonly ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(type)) return flattened(type.type, sign);
  const isSame = ts.isUnionTypeNode(type) ? sign === '|' : ts.isIntersectionTypeNode(type) && sign === '&';
  if (!isSame || !(ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type))) return [type];
  return type.types.flatMap((member) => flattened(member, sign));
}

const members = ts.SymbolFlags.EnumMember | ts.SymbolFlags.Property | ts.SymbolFlags.Method | ts.SymbolFlags.Accessor;

/** A dotted name: what the last part that has a declaration of its own stands for, and the rest of the path. */
function dotted(writer: Writer, left: ts.Node, right: ts.Identifier): Part[] {
  const symbol = writer.symbolBehind(right);
  const isMember = (symbol?.flags ?? 0) & members;
  return isMember === 0 ? writer.reference(right) : [...writer.node(left), `.${right.text}`];
}

function named(writer: Writer, node: ts.EntityName): Part[] {
  return ts.isIdentifier(node) ? writer.reference(node) : dotted(writer, node.left, node.right);
}

function importText(writer: Writer, node: ts.ImportTypeNode): Part[] {
  const { qualifier, isTypeOf } = node;
  const absent = writer.absentImport(node);
  if (absent !== undefined) {
    const wanted = qualifier === undefined || ts.isIdentifier(qualifier) ? qualifier : qualifier.right;
    return writer.absent(absent, wanted?.text ?? 'default', node);
  }
  const name = qualifier === undefined ? [plain(writer.node(node.argument))] : named(writer, qualifier);
  return applied(writer, isTypeOf ? ['typeof ', ...name] : name, node.typeArguments);
}

function literalText(writer: Writer, node: ts.LiteralTypeNode): Part[] {
  if (ts.isStringLiteralLike(node.literal)) writer.note(node.literal.text, 'literal', node);
  return writer.node(node.literal);
}

/** The normal form of types and of names that are used; undefined for other nodes. */
export function typeText(writer: Writer, node: ts.Node): Part[] | undefined {
  if (ts.isIdentifier(node)) return writer.reference(node);
  if (ts.isQualifiedName(node)) return named(writer, node);
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.name)) {
    return dotted(writer, node.expression, node.name);
  }
  if (ts.isTypeReferenceNode(node)) return applied(writer, named(writer, node.typeName), node.typeArguments);
  if (ts.isExpressionWithTypeArguments(node)) return applied(writer, writer.node(node.expression), node.typeArguments);
  if (ts.isTypeQueryNode(node)) {
    return applied(writer, ['typeof ', ...named(writer, node.exprName)], node.typeArguments);
  }
  if (ts.isImportTypeNode(node)) return importText(writer, node);
  if (ts.isArrayTypeNode(node)) return ['Array<', ...writer.node(node.elementType), '>'];
  if (ts.isTypeOperatorNode(node)) {
    if (node.operator === ts.SyntaxKind.ReadonlyKeyword && ts.isArrayTypeNode(node.type)) {
      return ['ReadonlyArray<', ...writer.node(node.type.elementType), '>'];
    }
    return [`${ts.tokenToString(node.operator) ?? ''} `, ...writer.node(node.type)];
  }
  if (ts.isParenthesizedTypeNode(node)) return writer.node(node.type);
  if (ts.isUnionTypeNode(node)) return combined(writer, node.types, '|');
  if (ts.isIntersectionTypeNode(node)) return combined(writer, node.types, '&');
  if (ts.isLiteralTypeNode(node)) return literalText(writer, node);
  if (ts.isTypeLiteralNode(node)) return ['{', ...writer.members(node.members), '}'];
  if (ts.isFunctionTypeNode(node)) return ['fn', ...writer.signature(node)];
  if (ts.isConstructorTypeNode(node)) return ['new', ...writer.signature(node)];
  if (ts.isTypePredicateNode(node)) {
    const asserts = node.assertsModifier === undefined ? '' : 'asserts ';
    const type = node.type === undefined ? [] : [' is ', ...writer.node(node.type)];
    return [asserts, ...writer.node(node.parameterName), ...type];
  }
  if (ts.isNamedTupleMember(node)) {
    const sign = `${node.dotDotDotToken === undefined ? '' : '...'}${node.questionToken === undefined ? '' : '?'}`;
    return [sign, ...writer.node(node.type)];
  }
  return undefined;
}
