/**
 * Who may import whom. The one table behind the lint rule `house/imports` (import specifiers) and the house check (manifests).
 *
 * A workspace that no row names, and a package that no manifest declares, are refused: forgetting to decide is not a permission.
 */

/** What a row of the table grants. */
interface Grant {
  /** Folder name below packages/, or `examples/*`; a `*` stands for any one name. */
  readonly workspace: string;
  /** Goes to the registry. What is published never rests on what is private. */
  readonly published: boolean;
  /** Workspaces, in the same notation, that its sources may import. */
  readonly imports: readonly string[];
  /** Workspaces that its tests may import besides. */
  readonly tests?: readonly string[];
  /** Database and cloud clients that its sources may import. */
  readonly drivers: readonly string[];
  /** If present, the only other packages that its sources may import. */
  readonly packages?: readonly string[];
  /** Its sources may import `@colloquy/core/testing`: chosen time and randomness, which no factory may reach. */
  readonly testing?: true;
  /** Its sources may import() a path that is known only at run time, such as an adapter named on the command line. */
  readonly computed?: true;
}

/** An adapter judges itself with the suite, on a real server. Core cannot: the suite rests on it. */
const inTests = ['conformance', 'engines'];

const grants: readonly Grant[] = [
  { workspace: 'core', published: true, imports: [], drivers: [], packages: ['canonicalize', 'zod'] },
  { workspace: 'store-sqlite', published: true, imports: ['core'], tests: inTests, drivers: ['better-sqlite3'] },
  { workspace: 'store-postgres', published: true, imports: ['core'], tests: inTests, drivers: ['pg'] },
  {
    workspace: 'store-dynamo',
    published: true,
    imports: ['core'],
    tests: inTests,
    drivers: ['@aws-sdk/client-dynamodb'],
  },
  { workspace: 'keys-kms', published: true, imports: ['core'], tests: inTests, drivers: ['@aws-sdk/client-kms'] },
  {
    workspace: 'conformance',
    published: true,
    imports: ['core', 'store-*', 'keys-*'],
    tests: ['engines'],
    drivers: [],
    testing: true,
    computed: true,
  },
  {
    workspace: 'factory',
    published: true,
    imports: ['core', 'store-*', 'keys-*'],
    tests: inTests,
    drivers: [],
  },
  { workspace: 'cli', published: true, imports: ['core', 'factory', 'store-*'], tests: inTests, drivers: [] },
  { workspace: 'gate', published: true, imports: ['conformance'], drivers: [] },
  { workspace: 'engines', published: false, imports: [], drivers: ['pg'] },
  {
    workspace: 'bench',
    published: false,
    imports: ['*'],
    drivers: ['better-sqlite3', 'pg', 'kysely', '@aws-sdk/client-dynamodb', 'electrodb'],
    testing: true,
  },
  { workspace: 'examples/*', published: false, imports: ['*'], drivers: [] },
];

/** Packages that open a database or call a cloud service. */
const drivers: readonly RegExp[] = [
  /^(node:)?sqlite$/,
  /^better-sqlite3$/,
  /^sqlite3$/,
  /^@libsql\//,
  /^pg(-.+)?$/,
  /^postgres$/,
  /^@electric-sql\//,
  /^@aws-sdk\//,
  /^@smithy\//,
  /^aws-sdk$/,
  /^dynalite$/,
  /^kysely$/,
  /^electrodb$/,
];

function matches(pattern: string, name: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === name;
  return name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after);
}

/** The row of a workspace, or undefined. */
export function grantOf(workspace: string): Grant | undefined {
  return grants.find((grant) => matches(grant.workspace, workspace));
}

/** True for a database or cloud client. */
export function isDriver(packageName: string): boolean {
  return drivers.some((driver) => driver.test(packageName));
}

/**
 * Why `workspace` may not rest on `packageName`, or undefined if it may.
 *
 * @param workspace - folder name below packages/, or `examples/name`
 * @param packageName - `zod`, `@colloquy/core`, `node:sqlite`
 * @param area - `src`: what is built and published; `test`: what stays here, where any declared tool is allowed
 */
export function refusal(workspace: string, packageName: string, area: 'src' | 'test'): string | undefined {
  const grant = grantOf(workspace);
  if (grant === undefined) return `no row of scripts/house/direction.ts says what ${workspace} may import`;
  if (packageName.startsWith('@colloquy/')) {
    const target = packageName.slice('@colloquy/'.length);
    const wanted = grantOf(target);
    if (wanted === undefined) return `no row of scripts/house/direction.ts names ${target}`;
    if (grant.imports.some((pattern) => matches(pattern, target))) return undefined;
    if (area === 'test' && grant.tests?.includes(target) === true) return undefined;
    const way = 'dependencies point one way, core <- store-*, keys-* <- factory <- cli, and <- conformance';
    if (grant.published && !wanted.published) return `${workspace} is published and ${packageName} is private`;
    return `${workspace} may not import ${packageName}: ${way}`;
  }
  if (area === 'test') return undefined;
  if (isDriver(packageName)) {
    return grant.drivers.includes(packageName) ? undefined : `${workspace} may not touch the driver ${packageName}`;
  }
  if (packageName.startsWith('node:')) return undefined;
  if (grant.packages !== undefined && !grant.packages.includes(packageName)) {
    return `${workspace} rests on ${grant.packages.join(', ')} only, not on ${packageName}`;
  }
  return undefined;
}
