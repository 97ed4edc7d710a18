import ts from '@typescript/typescript6';
import type { Place } from '../../model/Place.ts';
import type { Method, Remark, Trait, TraitKind } from '../../model/Trait.ts';
import type { Project } from '../compiler/Project.ts';
import { textOfType } from '../compiler/types.ts';
import { closureOf, shapeOf, type Closure } from '../reach/closure.ts';
import type { Outline } from '../reach/Outline.ts';
import type { Outliner } from '../reach/Outliner.ts';
import { DialogueSearch } from './DialogueSearch.ts';
import { firstParameterFault, type Sighting } from './firstParameter.ts';
import { foreignIn } from './foreign.ts';
import { membersOfTrait, type Member } from './members.ts';
import { resultFault } from './result.ts';
import { written } from './written.ts';

/** A type that the configuration names, and how. */
export interface NamedType {
  readonly name: string;
  readonly type: ts.Type;
}

/** What every trait of a project is judged by. */
export interface Yardstick {
  readonly project: Project;
  readonly outliner: Outliner;
  readonly dialogueId: NamedType;
  readonly marker: NamedType;
  /** Told of everything that a signature reaches. */
  readonly reached: (closure: Closure, by: Reacher) => void;
}

/** The method whose signature reaches something. */
export interface Reacher {
  /** `Trait.method`. */
  readonly subject: string;
  readonly place: Place;
  readonly grants: readonly string[];
}

/** A trait as the configuration names it. */
export interface Candidate {
  readonly name: string;
  readonly kind: TraitKind;
  readonly place: Place;
  readonly type: ts.Type;
  /** Types of packages that it may name. */
  readonly grants: readonly string[];
}

const noOutline: Outline = { parts: [], names: [], foreign: [], broken: [] };

/** True when types of a signature may come from arguments of what it is declared in. */
function isGeneric(declaration: ts.Node): boolean {
  for (let node = declaration.parent as ts.Node | undefined; node !== undefined; node = node.parent) {
    const { typeParameters } = node as { readonly typeParameters?: readonly ts.Node[] };
    if (typeParameters !== undefined && typeParameters.length > 0) return true;
    if (ts.isMappedTypeNode(node) || ts.isConditionalTypeNode(node)) return true;
  }
  return false;
}

/** What can be seen of one signature, whether it is written in the project or comes from elsewhere. */
interface View {
  readonly parameters: readonly string[];
  readonly result: string;
  readonly closure: Closure;
  /** Where the parameters and the result are written. */
  readonly parameterNodes: readonly ts.ParameterDeclaration[];
  readonly resultNode: ts.Node | undefined;
}

function viewOf({ project, outliner }: Yardstick, signature: ts.Signature): View {
  const { checker } = project;
  const declaration = signature.getDeclaration() as ts.SignatureDeclaration | undefined;
  const inProject = declaration !== undefined && project.pathOf(declaration.getSourceFile()) !== undefined;
  const nodes = declaration === undefined ? [] : [...declaration.parameters];
  if (declaration !== undefined && inProject && !isGeneric(declaration)) {
    const result = declaration.type;
    return {
      parameters: nodes.map(written),
      result: result === undefined ? textOfType(checker, signature.getReturnType()) : written(result),
      closure: closureOf(outliner, outliner.ofSignature(declaration)),
      parameterNodes: nodes,
      resultNode: result,
    };
  }
  // Names and places are those of the declaration; types are those that it has here.
  const instance = closureOf(outliner, outliner.ofInstance(signature));
  const source =
    declaration !== undefined && inProject ? closureOf(outliner, outliner.ofSignature(declaration)) : undefined;
  const { names, broken, foreign } = source?.start ?? noOutline;
  const start = { ...instance.start, names, broken, foreign: [...foreign, ...instance.start.foreign] };
  return {
    parameters: signature.getParameters().map((symbol) => {
      const node = symbol.valueDeclaration;
      const sign = node !== undefined && ts.isParameter(node) && node.questionToken !== undefined ? '?' : '';
      return `${symbol.name}${sign}: ${textOfType(checker, checker.getTypeOfSymbol(symbol))}`;
    }),
    result: textOfType(checker, signature.getReturnType()),
    closure: { start, reached: instance.reached },
    parameterNodes: inProject ? nodes : [],
    resultNode: inProject ? declaration?.type : undefined,
  };
}

/** What lets one call speak of several dialogues. */
function moreDialogues(yardstick: Yardstick, signature: ts.Signature, view: View): readonly Sighting[] {
  const { project, dialogueId, marker } = yardstick;
  const search = (): DialogueSearch => new DialogueSearch(project, dialogueId.type, marker.type);
  const parameters = signature
    .getParameters()
    .slice(1)
    .flatMap((symbol): Sighting[] => {
      const path = search().any(project.checker.getTypeOfSymbol(symbol), symbol.name);
      if (path === undefined) return [];
      return [{ message: `a further parameter names a dialogue: ${path}`, at: symbol.valueDeclaration }];
    });
  const path = search().many(signature.getReturnType(), 'result');
  if (path === undefined) return parameters;
  return [...parameters, { message: `the result names any number of dialogues: ${path}`, at: view.resultNode }];
}

function methodOf(yardstick: Yardstick, trait: Candidate, member: Extract<Member, { kind: 'method' }>): Method {
  const { project, dialogueId, marker, reached } = yardstick;
  const { name, at, signature } = member;
  const place = (at === undefined ? undefined : project.placeOf(at)) ?? trait.place;
  const view = viewOf(yardstick, signature);
  reached(view.closure, { subject: `${trait.name}.${name}`, place, grants: trait.grants });
  const remark = ({ message, at: node }: Sighting): Remark => ({
    message,
    place: (node === undefined ? undefined : project.placeOf(node)) ?? place,
  });
  const first = firstParameterFault(project, signature, dialogueId.type, dialogueId.name);
  const result = resultFault(project, signature.getReturnType(), marker.type, marker.name);
  return {
    trait: trait.name,
    name,
    place,
    parameters: view.parameters,
    result: view.result,
    notTheDialogue: first === undefined ? undefined : remark(first),
    notScoped: result === undefined ? undefined : remark({ message: result, at: view.resultNode }),
    moreDialogues: moreDialogues(yardstick, signature, view).map(remark),
    foreign: foreignIn(project, view.closure, trait.grants, place),
    shape: shapeOf(view.closure),
  };
}

/** A trait with everything that the compiler knows of its methods. */
export function judgeTrait(yardstick: Yardstick, trait: Candidate): Trait {
  const { project } = yardstick;
  const members = membersOfTrait(project, trait.type);
  return {
    name: trait.name,
    kind: trait.kind,
    place: trait.place,
    methods: members.filter((member) => member.kind === 'method').map((member) => methodOf(yardstick, trait, member)),
    oddMembers: members
      .filter((member) => member.kind === 'odd')
      .map(({ name, at, what }) => ({
        name,
        place: (at === undefined ? undefined : project.placeOf(at)) ?? trait.place,
        what,
      })),
  };
}
