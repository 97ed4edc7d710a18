import { isColloquyError, type ColloquyError, type DialogueStore } from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import { HeldCall } from '../../steps/HeldCall.ts';
import { StepGate } from '../../steps/StepGate.ts';
import type { Verifier } from '../../suite/Verifier.ts';
import { nameOf } from './errors.ts';
import { openGate, type MoveWorld, type Side } from './MoveWorld.ts';
import { id } from './story.ts';

/** Who takes part in a schedule: two movers, a canceller, a writer at each side. */
export type Role = 'start' | 'again' | 'cancel' | 'writer' | 'newcomer';

const numbers: Readonly<Record<Role, number>> = { start: 11, again: 12, cancel: 13, writer: 14, newcomer: 15 };

/** What writers were told that it was written: slugs of experts. */
export type Acknowledged = Set<string>;

/** A schedule: whose turn it is, and what becomes of a request. */
export interface Schedule {
  readonly seed: number;
  readonly roles: readonly Role[];
  /** Of 1 000 requests, how many end their process, and how many answers are lost. */
  readonly kills: number;
  readonly losses: number;
}

class Dice {
  readonly #bytes: (length: number) => Uint8Array;

  constructor(seed: number) {
    this.#bytes = seededSources({ seed }).randomBytes;
  }

  /** 0 to below. */
  below(count: number): number {
    const [a = 0, b = 0, c = 0] = this.#bytes(3);
    return (a * 65_536 + b * 256 + c) % count;
  }
}

interface Player {
  readonly role: Role;
  readonly gate: StepGate;
  readonly call: HeldCall<void>;
  /** Turns of others that it sleeps through: what it asked for comes late. */
  asleep: number;
}

/** A write whose answer says whether it landed; tried while the dialogue is elsewhere, a few times. */
async function write(store: DialogueStore, side: Side, seed: number, told: Acknowledged): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    const slug = `${side}-${seed}-${turn}`;
    try {
      await store.registerExpert(id, { slug, role: 'Porter', tier: 'Core', source: 'pool', relevance: 1 });
      told.add(slug);
      await store.scoreExpert(id, { expert: 'muffin', round: 0, score: turn });
    } catch (error) {
      if (!isColloquyError(error) || error.code === 'integrity_error') throw error;
    }
  }
}

async function play(world: MoveWorld, role: Role, gate: StepGate, seed: number, told: Acknowledged): Promise<void> {
  const client = { gate, seed: seed * 100 + numbers[role] };
  if (role === 'writer') return write(world.store('source', client), 'source', client.seed, told);
  if (role === 'newcomer') return write(world.store('target', client), 'target', client.seed, told);
  const mover = world.mover(client);
  await (role === 'cancel' ? mover.cancel(id) : mover.start(id));
}

/** Both stores at once is what must never be (MG-MOVE-02). */
async function demandOne(t: Verifier, world: MoveWorld, path: readonly string[]): Promise<void> {
  const [source, target] = [await world.isActive('source'), await world.isActive('target')];
  if (source && target) throw t.violation('both-active', { message: path.join(' ') });
}

/** Plays one schedule, and looks at both stores after every write. Answers with what was acknowledged, and the path. */
export async function walk(
  t: Verifier,
  world: MoveWorld,
  { seed, roles, kills, losses }: Schedule,
): Promise<{ readonly told: Acknowledged; readonly path: readonly string[] }> {
  const dice = new Dice(seed);
  const told: Acknowledged = new Set();
  const path: string[] = [`seed ${seed}:`];
  const players = roles.map((role): Player => {
    const gate = new StepGate();
    return { role, gate, call: new HeldCall(gate, () => play(world, role, gate, seed, told)), asleep: 0 };
  });
  const dead = new Set<Player>();
  let current: Player | undefined;
  for (;;) {
    const ready: Player[] = [];
    for (const player of players) if (!dead.has(player) && (await player.call.held())) ready.push(player);
    if (ready.length === 0) break;
    const awake = ready.filter(({ asleep }) => asleep === 0);
    for (const player of ready) player.asleep = Math.max(0, player.asleep - 1);
    if (awake.length === 0) continue;
    if (current === undefined || !awake.includes(current) || dice.below(6) === 0)
      current = awake[dice.below(awake.length)];
    if (current === undefined) break;
    const { gate } = current;
    const kind = gate.next;
    if (dice.below(1000) < kills) {
      path.push(`${current.role}:dies`);
      gate.kill();
      dead.add(current);
      continue;
    }
    if (dice.below(12) === 0) {
      current.asleep = 1 + dice.below(120);
      path.push(`${current.role}:sleeps`);
      continue;
    }
    const lost = kind === 'write' && dice.below(1000) < losses;
    path.push(lost ? `${current.role}:${kind}:lost` : `${current.role}:${kind ?? ''}`);
    await gate.release(lost ? 'lost' : 'done');
    if (kind === 'write') await demandOne(t, world, path);
  }
  for (const player of players) {
    const { settled } = player.call;
    if (settled?.status !== 'rejected' || dead.has(player)) continue;
    const { error } = settled;
    const isExpected = isColloquyError(error) && error.code !== 'integrity_error' && !isFalse(error);
    // The register of the schedule is no ColloquyError's: a lost answer ends its mover.
    if (isExpected || String(error).includes('register')) continue;
    throw t.violation('unexpected-end', { message: `${player.role} ${path.join(' ')}`, actual: nameOf(error) });
  }
  return { told, path };
}

/** Nothing was put back and nobody purged: whoever is refused came late, and is told so and nothing else (MG-MOVE-04). */
function isFalse({ code, context }: ColloquyError): boolean {
  return code === 'move_refused' && !['completed', 'not_there', 'other_move'].includes(String(context['reason']));
}

/** After whatever happened: `start` alone and `cancel` alone each end in one active store, with all that was acknowledged. */
export async function demandWayOut(
  t: Verifier,
  world: MoveWorld,
  told: Acknowledged,
  path: readonly string[],
  turned = false,
): Promise<void> {
  for (const way of ['start', 'cancel'] as const) {
    const left = await world.copy();
    const end = await endOfWay(left, way, turned);
    const message = `${way} ended with ${end}: ${path.join(' ')}`;
    const [source, target] = [await left.isActive('source'), await left.isActive('target')];
    t.check(source !== target, source ? 'both-active' : 'none-active', { message });
    const store = left.store(source ? 'source' : 'target', { gate: openGate(), seed: 9 });
    const { state } = await store.load(id);
    for (const slug of told) {
      const isThere = [...state.entries()].some(([key]) => key.includes(slug));
      t.check(isThere, 'acknowledged-lost', { message: `${slug}, ${message}` });
    }
    const report = await store.verify(id);
    t.check(report.ok, 'not-sound', { message, actual: report.findings });
  }
}

async function endOfWay(world: MoveWorld, way: 'start' | 'cancel', turned: boolean): Promise<string> {
  const mover = world.mover({ gate: openGate(), seed: 77 }, { turned });
  try {
    await (way === 'start' ? mover.start(id) : mover.cancel(id));
    return 'ok';
  } catch (error) {
    return nameOf(error);
  }
}
