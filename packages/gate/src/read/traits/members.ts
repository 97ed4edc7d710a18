import ts from '@typescript/typescript6';
import { nameNodeOf, type Project } from '../compiler/Project.ts';
import { isAny, membersOf, shortTextOfType } from '../compiler/types.ts';

/** A member of a trait: one signature, or what it is instead. */
export type Member =
  | {
      readonly kind: 'method';
      readonly name: string;
      readonly at: ts.Node | undefined;
      readonly signature: ts.Signature;
    }
  | { readonly kind: 'odd'; readonly name: string; readonly at: ts.Node | undefined; readonly what: string };

const primitive =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.ESSymbolLike |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Null;

/** True for a type of which every value is a primitive: data, such as the name of a provider. */
function isPrimitive(type: ts.Type): boolean {
  return membersOf(type).every((member) =>
    member.isIntersection() ? member.types.some(isPrimitive) : (member.flags & primitive) !== 0,
  );
}

function isHidden(symbol: ts.Symbol): boolean {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined) return false;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const name = ts.getNameOfDeclaration(declaration);
  return (
    (ts.getCombinedModifierFlags(declaration) & hidden) !== 0 || (name !== undefined && ts.isPrivateIdentifier(name))
  );
}

/**
 * What a member is. A property with the type of one function is called as a method is, and is taken for one: how it is written is no
 * matter of the caller. A property of primitive type is data, and no member that could be called: undefined.
 */
function memberOf({ checker }: Project, symbol: ts.Symbol): Member | undefined {
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
  const at = declaration === undefined ? undefined : nameNodeOf(declaration);
  const isComputed = symbol.name.startsWith('__@');
  const name = isComputed && at !== undefined && at.pos >= 0 ? at.getText() : symbol.name;
  const odd = (what: string): Member => ({ kind: 'odd', name, at, what });
  const type = checker.getTypeOfSymbol(symbol);
  if (isAny(type)) return odd('of type any');
  if ((symbol.flags & ts.SymbolFlags.Accessor) !== 0) return odd('a getter or setter');
  const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
  const [first, ...more] = checker.getNonNullableType(type).getCallSignatures();
  if (first === undefined) {
    return isPrimitive(type) ? undefined : odd(`a property of type ${shortTextOfType(checker, type)}`);
  }
  if (isOptional || checker.getNonNullableType(type) !== type) return odd('an optional method');
  if (more.length > 0) return odd(`${more.length + 1} overloads`);
  if (isComputed) return odd('a method with a computed name');
  if (checker.getPropertiesOfType(type).length > 0 || type.getConstructSignatures().length > 0) {
    return odd('a function with members of its own');
  }
  return { kind: 'method', name, at, signature: first };
}

/** The members of a trait, inherited ones too, and its signatures of other kinds, which have no name. */
export function membersOfTrait(project: Project, type: ts.Type): readonly Member[] {
  const { checker } = project;
  const named = checker
    .getPropertiesOfType(type)
    .filter((symbol) => !isHidden(symbol))
    .flatMap((symbol) => memberOf(project, symbol) ?? []);
  const nameless = (at: ts.Node | undefined, name: string, what: string): Member => ({ kind: 'odd', name, at, what });
  return [
    ...named,
    ...checker
      .getIndexInfosOfType(type)
      .map(({ declaration, keyType }) =>
        nameless(declaration, `[${shortTextOfType(checker, keyType)}]`, 'an index signature'),
      ),
    ...type.getCallSignatures().map((signature) => nameless(signature.getDeclaration(), '()', 'a call signature')),
    ...type
      .getConstructSignatures()
      .map((signature) => nameless(signature.getDeclaration(), 'new()', 'a construct signature')),
  ];
}

/** True for what the language declares, such as the methods of an array. */
function isOfLanguage(project: Project, symbol: ts.Symbol): boolean {
  return symbol.declarations?.some((node) => project.isLibrary(node.getSourceFile())) === true;
}

/** True when a type has something that can be called by a name; of a union, when one of its members has. */
export function hasMethods(project: Project, type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some((member) => hasMethods(project, member));
  const parts = type.isIntersection() ? type.types : [type];
  // A branded text has the methods of a text, and is none that a backend implements.
  if (!parts.some(({ flags }) => (flags & ts.TypeFlags.Object) !== 0) || isPrimitive(type)) return false;
  const { checker } = project;
  return checker.getPropertiesOfType(type).some((symbol) => {
    if (isHidden(symbol) || isOfLanguage(project, symbol)) return false;
    return checker.getNonNullableType(checker.getTypeOfSymbol(symbol)).getCallSignatures().length > 0;
  });
}
