import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDialogueStore,
  createMover,
  createMoverKey,
  decodeStoreHeader,
  encodeStoreHeader,
  FileMoveRegister,
  MemoryKeyVault,
  openKeys,
  type DialogueStore,
  type Keyring,
  type Mover,
  type MoverOptions,
  type NoteSigner,
} from '@colloquy/core';
import { createTestKeyring, seededSources, SeededKeyProvider } from '@colloquy/core/testing';
import type { AdapterKit, Fixture, OpenStore } from '../../../../src/kit/AdapterKit.ts';
import { openElsewhere } from '../../../../src/processes/openElsewhere.ts';
import { sure } from '../../../../src/dialogue/support/errors.ts';
import { dynamoKit } from '../../../kits/dynamo.ts';
import { postgresKit } from '../../../kits/postgres.ts';
import { sqliteKit } from '../../../kits/sqlite.ts';
import type { StoreAt } from '../child/Job.ts';

const kits: Readonly<Record<string, () => AdapterKit>> = {
  sqlite: sqliteKit,
  postgres: postgresKit,
  dynamo: dynamoKit,
};

export const backends: readonly string[] = Object.keys(kits);

export type SideName = 'source' | 'target';

/** One of the two stores, as whoever judges sees it. */
export interface Side {
  readonly name: SideName;
  readonly at: StoreAt;
  readonly fixture: Fixture;
  readonly store: OpenStore;
  readonly keyring: Keyring;
  /** The header before anything moved. */
  readonly header: Uint8Array;
}

const tenant = 'tests';
const places: Readonly<Record<SideName, string>> = { source: 'a'.repeat(32), target: 'b'.repeat(32) };

/** Two stores of one tenant and one vault, of real backends, with a mover key and a register beside them. */
export class Stage implements AsyncDisposable {
  readonly pair: string;
  readonly source: Side;
  readonly target: Side;
  readonly signer: NoteSigner;
  /** Path of the mover key. */
  readonly key: string;
  readonly registerDirectory: string;
  readonly #folder: string;

  private constructor(pair: string, folder: string, sides: readonly [Side, Side], signer: NoteSigner) {
    this.pair = pair;
    this.#folder = folder;
    [this.source, this.target] = sides;
    this.signer = signer;
    this.key = join(folder, 'mover', 'mover.key');
    this.registerDirectory = join(folder, 'moves');
  }

  static async open(pair: string): Promise<Stage> {
    const [from = '', to = ''] = pair.split('-');
    const folder = await mkdtemp(join(tmpdir(), 'colloquy-kills-'));
    const vault = new MemoryKeyVault();
    const provider = new SeededKeyProvider(seededSources({ seed: 6_000_000 }).randomBytes);
    const side = async (name: SideName, backend: string): Promise<Side> => {
      const fixture = await sure(kits[backend])().create();
      const elsewhere = sure(fixture.elsewhere);
      const store = await openElsewhere({ ...elsewhere, points: false }, () => undefined);
      const parts = { provider, vault, header: store.header, tenant };
      await createTestKeyring(parts);
      const made = sure(await store.header.read());
      const header = encodeStoreHeader({ ...decodeStoreHeader(made), place: places[name] });
      await store.header.replace(made, header);
      return { name, at: { elsewhere, name }, fixture, store, keyring: await openKeys(parts), header };
    };
    const sides = [await side('source', from), await side('target', to)] as const;
    const signer = await createMoverKey(join(folder, 'mover', 'mover.key'), { name: 'movers.example/kills' });
    const stage = new Stage(pair, folder, sides, signer);
    // Made by the first entry otherwise: then the first move would have other points than all others.
    await mkdir(stage.registerDirectory, { mode: 0o700 });
    return stage;
  }

  get sides(): readonly [Side, Side] {
    return [this.source, this.target];
  }

  get register(): FileMoveRegister {
    return new FileMoveRegister({ directory: this.registerDirectory });
  }

  /** Makes the two strangers again, so that the next move has to prepare their headers. */
  async forgetPeers(): Promise<void> {
    for (const { store, header } of this.sides) {
      const stands = sure(await store.header.read());
      if (!Buffer.from(stands).equals(header)) await store.header.replace(stands, header);
    }
  }

  /** Within this process, over clients that no point is in the way of. */
  mover({ turned = false, ...options }: Pick<MoverOptions, 'onStep'> & { readonly turned?: boolean } = {}): Mover {
    const [from, to] = turned ? [this.target, this.source] : [this.source, this.target];
    const side = ({ store, name }: Side): MoverOptions['source'] => ({ backend: store, header: store.header, name });
    return createMover({
      source: side(from),
      target: side(to),
      signer: this.signer,
      actor: 'mover',
      register: this.register,
      ...options,
    });
  }

  /** What an application opens over one of the two, nothing remembered. */
  dialogues({ store, keyring }: Side): DialogueStore {
    const trusted = { movers: [this.signer.verifier] };
    return createDialogueStore({ backend: store, keyring, trusted, register: this.register });
  }

  /** What a process is told about both stores. */
  get addresses(): {
    readonly source: StoreAt;
    readonly target: StoreAt;
    readonly key: string;
    readonly register: string;
  } {
    return { source: this.source.at, target: this.target.at, key: this.key, register: this.registerDirectory };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { store, fixture } of this.sides) {
      await store.close();
      await fixture.close();
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}
