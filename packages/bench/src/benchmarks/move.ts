import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  createDialogueStore,
  createKeys,
  dialogueId,
  EphemeralKeyProvider,
  exportDocument,
  MemoryKeyVault,
  MemoryPartitionStore,
  type Keyring,
} from '@colloquy/core';
import { withMoves } from '../data/manyMoves.ts';
import type { Benchmark, Figures } from '../harness/Contender.ts';
import type { Scale } from '../harness/scales.ts';
import { quantile } from '../harness/statistics.ts';
import type { Errand, MoveUse } from '../move/child.ts';
import { openAt, type OpenedStore, type StoreAddress, type StoreKind } from '../move/StoreAddress.ts';
import { copyTables, vacuumInto } from '../raw/engineDumps.ts';
import { benchDynamo } from '../workbench/benchDynamo.ts';
import { benchPostgres } from '../workbench/benchPostgres.ts';
import { benchId, dataSeed, fill } from '../workbench/fill.ts';
import { benchKeyring, Workbench } from '../workbench/Workbench.ts';

const run = promisify(execFile);

/** Beside this file, as source or built. */
const child = fileURLToPath(
  new URL(`../move/child${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

/** Every ordered pair of backends once, each leg from where the one before ended. */
const journey: readonly StoreKind[] = [
  'SQLite',
  'SQLite',
  'PostgreSQL',
  'PostgreSQL',
  'DynamoDB',
  'DynamoDB',
  'SQLite',
  'DynamoDB',
  'PostgreSQL',
  'SQLite',
];

/**
 * Room for a heap in which garbage does not pile up, so that what is resident is what a move needs and not what V8 allows itself; MiB:
 * https://nodejs.org/api/cli.html#useful-v8-options
 */
const smallHeap = ['--max-semi-space-size=4', '--max-old-space-size=64'];

interface Load {
  /** Of a dialogue, about. */
  readonly records: number;
  /** As many make a median. */
  readonly dialogues: number;
  /** Options of the process that moves. */
  readonly options?: readonly string[];
}

const loads: Readonly<Record<Scale['name'], readonly Load[]>> = {
  tiny: [{ records: 10, dialogues: 2 }],
  quick: [
    { records: 10, dialogues: 10 },
    { records: 1000, dialogues: 3 },
  ],
  full: [
    { records: 10, dialogues: 30 },
    { records: 1000, dialogues: 7 },
    { records: 100_000, dialogues: 1 },
    { records: 1000, dialogues: 7, options: smallHeap },
    { records: 100_000, dialogues: 1, options: smallHeap },
  ],
};

/** Above it dialogues are imported: a round is planned upon all that is there. */
const largestFilled = 2000;

export const move: Benchmark = {
  name: 'move',
  summary: 'Dialogues moved between stores, verified and byte for byte, each leg in a process of its own.',
  async *groups({ name }) {
    await using places = await makePlaces();
    for (const load of loads[name]) yield* await travel(places, load);
  },
};

interface Places extends AsyncDisposable {
  readonly newPlace: (kind: StoreKind) => Promise<StoreAddress>;
  readonly keysIn: (store: OpenedStore) => Promise<Keyring>;
}

async function makePlaces(): Promise<Places> {
  await using disposer = new AsyncDisposableStack();
  const bench = disposer.use(await Workbench.make());
  const postgres = disposer.use(await benchPostgres());
  const dynamo = disposer.use(await benchDynamo());
  const vault = new MemoryKeyVault();
  const provider = new EphemeralKeyProvider();
  let schemas = 0;
  const moved = disposer.move();
  return {
    newPlace: async (kind) => {
      if (kind === 'SQLite') return { kind, path: bench.newPath() };
      if (kind === 'DynamoDB') return { kind, endpoint: dynamo.endpoint, table: await dynamo.newTable() };
      schemas += 1;
      return { kind, url: postgres.url, schema: `move_${schemas}` };
    },
    keysIn: ({ backend }) => createKeys({ header: backend.header, vault, provider, tenant: 'bench' }),
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  };
}

/** One size, over every leg: what moving took, and what the engine's own tool takes for the same rows. */
async function travel(places: Places, { records, dialogues, options = [] }: Load): Promise<readonly Figures[]> {
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const ids = Array.from({ length: dialogues }, (_, at) => `bench-${at + 1}`);
  let source = await places.newPlace('SQLite');
  await fillAll(places, source, ids, records);
  const moves: (string | number)[][] = [];
  const tools: (string | number)[][] = [];
  for (const kind of journey.slice(1)) {
    const target = await places.newPlace(kind);
    await setUp(places, target);
    const tool = await toolOf(places, source, kind);
    const use = await moveIn({ source, target, ids, key }, options);
    const perDialogue = use.records / dialogues;
    const median = quantile(use.times, 0.5);
    const total = use.times.reduce((sum, time) => sum + time, 0);
    moves.push([
      source.kind,
      kind,
      Math.round(perDialogue),
      round(median),
      Math.round((perDialogue / median) * 1000),
      Math.round(use.before),
      Math.round(use.peak),
    ]);
    if (tool !== undefined) {
      tools.push([tool.name, use.records, round(total), round(tool.ms), `${round(total / tool.ms)} times`]);
    }
    source = target;
  }
  const size = `${records} records, ${dialogues} of them${options.map((option) => `, ${option}`).join('')}`;
  return [
    {
      title: `Moves of dialogues of about ${size}`,
      columns: ['from', 'to', 'records', 'ms, median', 'records a second', 'MiB before', 'MiB at most'],
      rows: moves,
    },
    {
      title: `The same rows by the engine's own tool, dialogues of about ${size}`,
      columns: ['tool', 'records', 'moved, ms', 'tool, ms', 'ratio'],
      rows: tools,
    },
  ];
}

async function fillAll(places: Places, address: StoreAddress, ids: readonly string[], records: number): Promise<void> {
  await using opened = await openAt(address);
  const store = createDialogueStore({ backend: opened.backend, keyring: await places.keysIn(opened) });
  if (records <= largestFilled) {
    for (const id of ids) await fill(store, dialogueId(id), records);
    return;
  }
  const draft = createDialogueStore({ backend: new MemoryPartitionStore(), keyring: await benchKeyring() });
  await fill(draft, benchId, largestFilled);
  const document = exportDocument((await draft.load(benchId)).state);
  const large = withMoves(document, records - largestFilled, dataSeed);
  for (const id of ids) await store.importDocument(dialogueId(id), large);
}

/** Tables and a header under the same keys, as `colloquy init` leaves them. */
async function setUp(places: Places, address: StoreAddress): Promise<void> {
  await using opened = await openAt(address);
  await places.keysIn(opened);
}

async function moveIn(errand: Errand, options: readonly string[]): Promise<MoveUse> {
  const { stdout } = await run(process.execPath, [...options, child, JSON.stringify(errand)]);
  return JSON.parse(stdout) as MoveUse;
}

/** Dumps and reloads the same rows into a place of their own, where the engine has a tool for it. */
async function toolOf(
  places: Places,
  source: StoreAddress,
  kind: StoreKind,
): Promise<{ readonly name: string; readonly ms: number } | undefined> {
  if (source.kind !== kind || source.kind === 'DynamoDB') return undefined;
  const target = await places.newPlace(kind);
  if (source.kind === 'SQLite' && target.kind === 'SQLite') {
    const ms = await timed(() => vacuumInto(source.path, target.path));
    return { name: 'VACUUM INTO', ms };
  }
  await setUp(places, target);
  if (source.kind !== 'PostgreSQL' || target.kind !== 'PostgreSQL') return undefined;
  return { name: 'COPY TO, COPY FROM', ms: await timed(() => copyTables(source.url, source.schema, target.schema)) };
}

async function timed(work: () => void | Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
