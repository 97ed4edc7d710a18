import {
  confidences,
  dialogueStatuses,
  expertSources,
  expertTiers,
  itemTypes,
  moveTypes,
  nextStatuses,
  refTypes,
  roundStatuses,
  statusesOf,
  verdictTypes,
  type DialogueState,
  type Item,
} from '@colloquy/core';
import type { Step, WriteMethod } from '../support/story.ts';
import type { Command } from './commands.ts';
import { Dice } from './Dice.ts';

const slugs = ['muffin', 'scone', 'donut', 'eclair'] as const;
const nobody = 'nobody';

type Input = Readonly<Record<string, unknown>>;

/** What the inputs of a command are made of: what the dialogue has, and now and then what it has not. */
class Maker {
  readonly dice: Dice;
  readonly text: string;
  readonly #state: DialogueState;

  constructor(state: DialogueState, { numbers, text }: Command) {
    this.dice = new Dice(numbers);
    this.#state = state;
    // Required texts say something; now and then one has no UTF-8 form.
    this.text = this.dice.rarely(23) ? `${text}\ud800` : `${text}.`;
  }

  expert(): string {
    const known = this.dice.pick(this.#state.list('expert'));
    return known === undefined || this.dice.rarely(13) ? nobody : known.id;
  }

  slug(): string {
    return this.dice.rarely(17) ? 'Not a slug' : this.dice.one(slugs);
  }

  round(): number {
    const known = this.dice.pick(this.#state.list('round'));
    return known === undefined || this.dice.rarely(13) ? this.dice.roll(101) : known.round;
  }

  nextRound(): number {
    return this.#state.list('round').length + (this.dice.rarely(11) ? 1 : 0);
  }

  item(): string {
    const items: readonly Item[] = itemTypes.flatMap((type): readonly Item[] => this.#state.list(type));
    const known = this.dice.pick(items);
    return known === undefined || this.dice.rarely(13) ? 'P0099' : known.id;
  }

  items(most: number): readonly string[] {
    return Array.from({ length: this.dice.roll(most + 1) }, () => this.item());
  }

  /** A change of status: mostly one that may follow, now and then any of any type. */
  transition(): Input {
    const target = this.item();
    const items: readonly Item[] = itemTypes.flatMap((type): readonly Item[] => this.#state.list(type));
    const known = items.find(({ id }) => id === target);
    const next = known === undefined || this.dice.rarely(6) ? undefined : nextStatuses(known.type, known.status);
    const status = this.dice.pick(next ?? itemTypes.flatMap(statusesOf)) ?? 'resolved';
    return { target, status };
  }

  tension(): string {
    return this.dice.rarely(6) ? this.item() : (this.dice.pick(this.#state.list('tension'))?.id ?? this.item());
  }

  /** An edge to an item: mostly of a kind that takes any. */
  reference(): Input {
    return {
      refType: this.dice.one(this.dice.rarely(4) ? refTypes : ['support', 'question', 'depend']),
      target: this.item(),
    };
  }

  body(): Input {
    const contributors = this.dice.rarely(5) ? [this.expert(), this.expert()] : [this.expert()];
    const references = Array.from({ length: this.dice.rarely(3) ? 2 : 0 }, () => this.reference());
    return {
      label: this.text,
      contributors: [...new Set(contributors)],
      ...(references.length > 0 ? { references } : {}),
    };
  }

  because(): Input {
    return {
      ...this.dice.maybe(() => ({ reason: this.text })),
      ...this.dice.maybe(() => ({ actors: [this.expert()] })),
      ...(this.dice.rarely(5) ? { reference: this.item() } : {}),
    };
  }

  panel(): readonly Input[] {
    return this.#state.list('expert').map(({ id, source }) => ({ slug: id, source }));
  }

  recorded(): Input {
    const number = (): number => this.dice.roll(50);
    return {
      ...this.dice.maybe(() => ({ summary: this.text })),
      ...this.dice.maybe(() => ({
        scores: { wisdom: number(), consistency: number(), truth: number(), relationships: number() },
      })),
      ...this.dice.maybe(() => ({
        metrics: { openTensions: number(), newPerspectives: number(), convergeSignals: 0, panelSize: number() },
      })),
    };
  }
}

function bodyOf(type: string, maker: Maker): Input {
  const parameters =
    type === 'recommendation' ? maker.dice.maybe(() => ({ parameters: { text: maker.text, n: 1.5 } })) : {};
  return { ...maker.body(), [type === 'tension' ? 'description' : 'content']: maker.text, ...parameters };
}

const makers: { readonly [M in WriteMethod]: (maker: Maker) => Input } = {
  create: (m) => ({ title: m.text, ...m.dice.maybe(() => ({ question: m.text })) }),
  setDialogueStatus: (m) => ({ status: m.dice.one(dialogueStatuses), ...m.because() }),
  registerExpert: (m) => ({
    slug: m.slug(),
    role: m.text,
    tier: m.dice.one(expertTiers),
    source: m.dice.one(expertSources),
    ...m.dice.maybe(() => ({ relevance: m.dice.roll(97) / 100 })),
  }),
  scoreExpert: (m) => ({ expert: m.expert(), round: m.round(), score: m.dice.roll(97) }),
  createRound: (m) => ({ round: m.nextRound(), panel: m.panel(), ...m.dice.maybe(() => ({ title: m.text })) }),
  setRoundStatus: (m) => ({ round: m.round(), status: m.dice.one(roundStatuses), ...m.recorded() }),
  recordContent: (m) => ({ round: m.round(), expert: m.expert(), content: m.text }),
  registerItem: (m) => {
    const type = m.dice.one(itemTypes);
    return { type, round: m.round(), ...bodyOf(type, m) };
  },
  registerMove: (m) => ({
    round: m.round(),
    expert: m.expert(),
    moveType: m.dice.one(moveTypes),
    targets: [...new Set(m.items(2))],
    ...m.dice.maybe(() => ({ context: m.text })),
  }),
  addRef: (m) => ({ source: m.item(), ...m.reference() }),
  recordVerdict: (m) => ({
    id: m.dice.one(['v01', 'v02', 'final']),
    verdictType: m.dice.one(verdictTypes),
    round: m.round(),
    recommendation: m.text,
    description: m.text,
    ...m.dice.maybe(() => ({ confidence: m.dice.one(confidences), supportingExperts: [m.expert()] })),
  }),
  transitionItem: (m) => ({ ...m.transition(), ...m.because() }),
  commentTension: (m) => ({ target: m.tension(), ...m.because() }),
  signalConvergence: (m) => ({ round: m.round(), expert: m.expert(), ...m.dice.maybe(() => ({ context: m.text })) }),
  registerRound: (m) => ({
    round: m.nextRound(),
    panel: m.panel(),
    ...m.dice.maybe(() => ({ perspectives: [bodyOf('perspective', m), bodyOf('perspective', m)] })),
    ...m.dice.maybe(() => ({ tensions: [{ ...bodyOf('tension', m) }] })),
    ...m.dice.maybe(() => ({ transitions: [m.transition()] })),
    ...m.dice.maybe(() => ({ converge: [m.expert()] })),
    ...m.dice.maybe(() => ({ complete: true })),
    ...m.recorded(),
  }),
};

/** What a command means on a state: a write whose input is mostly valid. */
export function resolve(state: DialogueState, command: Command): Step {
  return { method: command.method, input: makers[command.method](new Maker(state, command)) };
}
