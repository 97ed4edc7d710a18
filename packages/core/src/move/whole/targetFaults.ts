import { isColloquyError, type ColloquyError, type ErrorCode } from '../../errors/index.ts';
import type { StoreToMove } from '../mover/MoverContext.ts';

/** Faults of a target that the next dialogue would meet as well (MG-WHOLE-02). */
const halting: readonly ErrorCode[] = ['storage_full', 'read_only', 'backend_unavailable'];

/** Knows which errors a store has thrown: a source that is full says so with the same code. */
export class FaultWatch {
  readonly #thrown = new WeakSet();

  /** The store, with its errors noted. */
  over<S extends StoreToMove>(store: S): S {
    return { ...store, backend: this.#watched(store.backend), header: this.#watched(store.header) };
  }

  /** The fault of the store that is behind an error; undefined where there is none that ends a run. */
  faultIn(error: unknown): ColloquyError | undefined {
    for (let cause = error; typeof cause === 'object' && cause !== null; cause = (cause as Error).cause) {
      if (this.#thrown.has(cause) && isColloquyError(cause) && halting.includes(cause.code)) return cause;
    }
    return undefined;
  }

  #watched<T extends object>(store: T): T {
    const parts = new Map<unknown, object>();
    // Over nothing: what a frozen object holds could not be answered with anything else.
    return new Proxy<T>({} as T, {
      get: (_, name) => {
        const part: unknown = Reflect.get(store, name, store);
        if (typeof part !== 'function' && (typeof part !== 'object' || part === null)) return part;
        const known = parts.get(part);
        if (known !== undefined) return known;
        const made = typeof part === 'function' ? this.#noting(part.bind(store) as Call) : this.#watched(part);
        parts.set(part, made);
        return made;
      },
    });
  }

  #noting(call: Call): Call {
    return (...args) => {
      const answer = call(...args);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch((error: unknown) => {
        if (typeof error === 'object' && error !== null) this.#thrown.add(error);
        throw error;
      });
    };
  }
}

type Call = (...args: readonly unknown[]) => unknown;
