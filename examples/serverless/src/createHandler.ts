import type { CallOptions } from '@colloquy/core';
import { ColdStart } from './ColdStart.ts';
import { Deadline, OutOfTime } from './Deadline.ts';
import type { Handler } from './http/HttpEvent.ts';
import { NotOpened, problemOf } from './http/problem.ts';
import { routeOf } from './http/routes.ts';
import type { Service } from './service/openService.ts';

/** Milliseconds that an invocation keeps for its answer. */
const margin = 500;

export interface HandlerOptions {
  /** Opens what all invocations share: at the first request that needs it, and again after a failure. */
  readonly open: (call: CallOptions) => Promise<Pick<Service, 'dialogues'>>;
  /** Takes the errors that an administrator should see. Default: the standard error, which is the log of the function. */
  readonly log?: (error: unknown) => void;
}

/**
 * A Lambda handler over a dialogue store. It answers 504 half a second before Lambda would end the invocation, and leaves nothing behind
 * that goes on between two invocations: no timer, no request, only idle connections of the clients.
 *
 * @example
 * export const handler = createHandler({ open: (call) => openService(settingsOf(process.env), call) });
 */
export function createHandler({ open, log = console.error }: HandlerOptions): Handler {
  const service = new ColdStart(open);
  return async (event, context) => {
    using deadline = new Deadline(context.getRemainingTimeInMillis() - margin);
    const { signal } = deadline;
    try {
      const route = routeOf(event);
      const { dialogues } = await service.get(signal).catch((error: unknown) => {
        throw error instanceof OutOfTime ? error : new NotOpened(error);
      });
      return await route(dialogues, { signal });
    } catch (error) {
      return problemOf(error, log);
    }
  };
}
