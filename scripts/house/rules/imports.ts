import { isBuiltin } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { grantOf, refusal } from '../direction.ts';
import { readManifest, runtimeDependencies } from '../workspaces.ts';
import type { Context, Node, Rule } from './nodes.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The place of a file in the house. */
interface Place {
  /** As scripts/house/direction.ts names it; undefined for the files of the root. */
  readonly workspace: string | undefined;
  /** Path of the workspace from the root of the repository; `.` for the root. */
  readonly path: string;
  readonly isSource: boolean;
}

function fromRoot(path: string): string {
  return relative(root, path).split(sep).join('/');
}

function placeOf(file: string): Place {
  const [group = '', name = '', area = ''] = fromRoot(file).split('/');
  if ((group !== 'packages' && group !== 'examples') || area === '') {
    return { workspace: undefined, path: '.', isSource: false };
  }
  const workspace = group === 'packages' ? name : `${group}/${name}`;
  return { workspace, path: `${group}/${name}`, isSource: area === 'src' };
}

/** `@scope/name` of `@scope/name/sub/path`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const declared = new Map<string, ReadonlySet<string>>();

/** The packages that a place may import because a manifest declares them. */
function declaredIn(place: Place): ReadonlySet<string> {
  const key = `${place.path}:${place.isSource}`;
  let names = declared.get(key);
  if (names === undefined) {
    const own = readManifest(resolve(root, place.path));
    const tools = { ...readManifest(root).devDependencies, ...own.devDependencies };
    names = new Set([...runtimeDependencies(own), ...(place.isSource ? [] : [own.name, ...Object.keys(tools)])]);
    declared.set(key, names);
  }
  return names;
}

function judgeRelative(place: Place, file: string, specifier: string): string | undefined {
  const target = fromRoot(resolve(dirname(file), specifier));
  const home = place.isSource ? `${place.path}/src/` : `${place.path}/`;
  const isTesting = /^packages\/core\/src\/testing\//;
  if (isTesting.test(target) && !isTesting.test(fromRoot(file)) && place.isSource) {
    return 'the factories must not reach what tests choose';
  }
  if (place.workspace !== undefined) {
    return target.startsWith(home)
      ? undefined
      : `${specifier} leaves ${home}: import another workspace by its package name`;
  }
  const outside = target.startsWith('../') || target.startsWith('packages/') || target.startsWith('examples/');
  return outside ? `${specifier} leaves the root files: import a workspace by its package name` : undefined;
}

function judgePackage(place: Place, specifier: string): string | undefined {
  if (isBuiltin(specifier) && !specifier.startsWith('node:')) return `write node:${specifier}`;
  const name = specifier.startsWith('node:') ? specifier : packageOf(specifier);
  if (place.workspace === undefined) {
    if (name.startsWith('@colloquy/')) return undefined;
  } else {
    const own = !place.isSource && name === readManifest(resolve(root, place.path)).name;
    const reason = own ? undefined : refusal(place.workspace, name, place.isSource ? 'src' : 'test');
    if (reason !== undefined) return reason;
    if (specifier === '@colloquy/core/testing' && place.isSource && grantOf(place.workspace)?.testing !== true) {
      return `${place.workspace} must not reach what tests choose`;
    }
  }
  if (name.startsWith('node:') || declaredIn(place).has(name)) return undefined;
  return `${name} is not declared in ${place.path}/package.json`;
}

/** Why a file may not import `specifier`, or undefined. */
export function judgeImport(file: string, specifier: string): string | undefined {
  const place = placeOf(file);
  if (specifier.startsWith('./') || specifier.startsWith('../')) return judgeRelative(place, file, specifier);
  if (/^([./]|[a-z]+:\/\/|file:|data:)/.test(specifier)) return `${specifier} is neither a relative path nor a package`;
  return judgePackage(place, specifier);
}

/** Imports follow the direction of the house, stay in their workspace, and name only what a manifest declares. */
export const imports: Rule = {
  meta: { type: 'problem', docs: { description: 'Imports follow the direction of the house.' } },
  create(context: Context) {
    const judge = (node: Node, source: Node | null | undefined): void => {
      if (source === null || source === undefined) return;
      if (typeof source.value === 'string') {
        const message = judgeImport(context.filename, source.value);
        if (message !== undefined) context.report({ node, message });
        return;
      }
      const { workspace, isSource } = placeOf(context.filename);
      if (!isSource || workspace === undefined || grantOf(workspace)?.computed === true) return;
      context.report({
        node,
        message: `${workspace} imports by literal names only, so that its imports can be judged`,
      });
    };
    return {
      ImportDeclaration: (node) => judge(node, node.source),
      // However it is imported: `createRequire`, `module.createRequire`.
      Identifier(node) {
        if (node.name === 'createRequire') context.report({ node, message: 'createRequire hides imports: use import' });
      },
      ExportNamedDeclaration: (node) => judge(node, node.source),
      ExportAllDeclaration: (node) => judge(node, node.source),
      ImportExpression: (node) => judge(node, node.source),
      TSImportType: (node) => judge(node, node.source),
      TSExternalModuleReference: (node) => judge(node, node.expression),
      CallExpression(node) {
        if (node.callee?.type === 'Identifier' && node.callee.name === 'require') {
          context.report({ node, message: 'require hides imports: use import' });
        }
      },
    };
  },
};
