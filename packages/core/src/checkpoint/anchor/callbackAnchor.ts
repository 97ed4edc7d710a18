import { BoundedMap } from '../../store/BoundedMap.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { originOf } from '../checkpointText.ts';
import type { Anchor } from './Anchor.ts';
import { logIdOf, publishable } from './publishable.ts';

export interface CallbackAnchorOptions {
  /** Puts a note where it is kept. What it throws reaches the caller as it is. */
  readonly publish: (note: string, options?: CallOptions) => Promise<void>;
  /**
   * The newest note of an origin from there. Without it the anchor knows only what it has published itself since it was made, of the
   * 1 000 logs used last.
   */
  readonly latest?: (origin: string, options?: CallOptions) => Promise<string | Uint8Array | undefined>;
}

const remembered = 1000;

/**
 * An anchor over any two functions: a post to a transparency log, a row in another account, a mail.
 *
 * @example
 * const anchor = callbackAnchor({ publish: async (note) => mailbox.send({ to: 'auditor@example.org', text: note }) });
 */
export function callbackAnchor({ publish, latest }: CallbackAnchorOptions): Anchor {
  const own = new BoundedMap<string, { readonly n: number; readonly note: string }>(remembered);
  return Object.freeze({
    publish: async (note: string, options?: CallOptions) => {
      options?.signal?.throwIfAborted();
      const checkpoint = publishable(note);
      await publish(note, options);
      const origin = originOf(checkpoint);
      if ((own.get(origin)?.n ?? 0) < checkpoint.n) own.set(origin, { n: checkpoint.n, note });
    },
    latest: async (origin: string, options?: CallOptions) => {
      options?.signal?.throwIfAborted();
      logIdOf(origin);
      return latest === undefined ? own.get(origin)?.note : latest(origin, options);
    },
  });
}
