import { ColloquyError } from '../../errors/index.ts';

/** What is wrong with one item of a batch. */
export const validationCodes = {
  missing_field: 'A required field is absent or empty.',
  unknown_field: 'A field that this type does not have.',
  invalid_value: 'A value of the wrong type, outside its range, or not one of the valid options.',
  malformed_text: 'A text with a lone surrogate: it has no UTF-8 form.',
  limit_exceeded: 'A value larger than its declared limit.',
  invalid_entity_type: 'Not one of the entity types.',
  invalid_ref_type: 'Not one of the reference types.',
  type_id_mismatch: 'The letter of an id says another type than the one declared.',
  invalid_ref_target: 'This reference type cannot point at an item of that type.',
  refine_type_mismatch: 'A refinement joins two items of one type.',
  invalid_display_id: 'Not a display id such as P0102.',
  invalid_local_id: 'Not a local id such as MUFFIN-P0101 of the same expert and round.',
  invalid_status_transition: 'The lifecycle does not allow this change of status.',
  duplicate_entity: 'An entity with this identity exists already, or stands twice in the batch.',
  entity_not_found: 'The entity that the write is about does not exist in this dialogue.',
  target_not_found: 'A referenced item exists neither in this dialogue nor in the batch.',
  invalid_round: 'The round is not 0 to 99, does not exist, or is not the one that comes next.',
  expert_not_in_dialogue: 'No expert of that slug is registered in this dialogue.',
  sequence_exhausted: 'All numbers 1 to 99 of this type and round are taken.',
} as const;

export type ValidationCode = keyof typeof validationCodes;

/** One fault of a batch: everything a person or program needs to mend it. */
export interface Fault {
  readonly code: ValidationCode;
  /** What is wrong and what to do. */
  readonly message: string;
  /** Where: `perspectives[0].label`. */
  readonly field: string;
  /** What stood there; long texts are cut. */
  readonly value?: unknown;
  readonly validOptions?: readonly string[];
  readonly suggestion?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Collects the faults of a batch, so that all are told at once. */
export class Faults {
  readonly #list: Fault[] = [];

  add(fault: Fault): void {
    this.#list.push(fault);
  }

  addAll(faults: readonly Fault[]): void {
    // One by one: a hundred thousand arguments of one call overflow the stack.
    for (const fault of faults) this.#list.push(fault);
  }

  get list(): readonly Fault[] {
    return this.#list;
  }

  get some(): boolean {
    return this.#list.length > 0;
  }

  /** @throws ColloquyError `batch_validation_failed` with `context.errors` when there are any. */
  throwIfAny(): void {
    if (this.#list.length === 0) return;
    const [first] = this.#list;
    const more = this.#list.length === 1 ? '' : ` (and ${this.#list.length - 1} more)`;
    throw new ColloquyError(
      'batch_validation_failed',
      `Nothing was written: ${first?.field}: ${first?.message}${more}`,
      { context: { errors: Object.freeze([...this.#list]) } },
    );
  }
}

/** The faults of a `batch_validation_failed`, or an empty list for any other error. */
export function faultsOf(error: unknown): readonly Fault[] {
  if (!(error instanceof Error) || !('context' in error)) return [];
  const { errors } = error.context as { errors?: unknown };
  return Array.isArray(errors) ? (errors as readonly Fault[]) : [];
}
