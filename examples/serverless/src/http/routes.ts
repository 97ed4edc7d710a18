import {
  dialogueId,
  sha256Hex,
  type CallOptions,
  type DialogueId,
  type DialogueStatusChange,
  type DialogueStore,
  type NewItem,
  type WriteOptions,
} from '@colloquy/core';
import { bodyOf } from './body.ts';
import { answer, type HttpEvent, type HttpResponse } from './HttpEvent.ts';
import { BadRequest } from './problem.ts';

type Route = (store: DialogueStore, id: DialogueId, event: HttpEvent, call: CallOptions) => Promise<HttpResponse>;

/**
 * Names the write, so that it takes effect once however often the request or its event is delivered: by the caller's Idempotency-Key, or
 * by the id of the request, which an event keeps when it is delivered again. Hashed, because both may have any form.
 */
function once({ headers, requestContext }: HttpEvent, call: CallOptions): WriteOptions {
  const key = headers['idempotency-key'];
  const name = key === undefined ? `request ${requestContext.requestId}` : `key ${key}`;
  return { ...call, operationId: sha256Hex(name) };
}

const register =
  (type: 'perspective' | 'tension'): Route =>
  async (store, id, event, call) => {
    // Its shape is checked by the store, which reports every fault at once.
    const input = { ...bodyOf(event), type } as unknown as NewItem<typeof type>;
    const { n, value } = await store.registerItem(id, input, once(event, call));
    return answer(201, { n, item: value });
  };

const read: Route = async (store, id, _event, call) => {
  const { n, logHead, state } = await store.load(id, call);
  const [dialogue] = state.list('dialogue');
  return answer(200, {
    n,
    logHead,
    dialogue,
    rounds: state.list('round'),
    perspectives: state.list('perspective'),
    tensions: state.list('tension'),
  });
};

const readStatus: Route = async (store, id, _event, call) => {
  const found = await store.get(id, call);
  if (found === undefined) throw new BadRequest(404, `There is no dialogue ${id}.`);
  return answer(200, { n: found.n, status: found.value.status });
};

const setStatus: Route = async (store, id, event, call) => {
  const change = bodyOf(event) as unknown as DialogueStatusChange;
  const { n, value } = await store.setDialogueStatus(id, change, once(event, call));
  return answer(200, { n, status: value.status });
};

/** By the rest of the path below `/dialogues/{id}`, and by method. */
const routes: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  '': { GET: read },
  '/status': { GET: readStatus, PUT: setStatus },
  '/perspectives': { POST: register('perspective') },
  '/tensions': { POST: register('tension') },
};

/**
 * What a request asks for.
 *
 * @throws BadRequest; ColloquyError `invalid_dialogue_id`
 */
export function routeOf(event: HttpEvent): (store: DialogueStore, call: CallOptions) => Promise<HttpResponse> {
  const [, name, rest = ''] = /^\/dialogues\/([^/]+)(\/[a-z]+)?$/.exec(event.rawPath) ?? [];
  const methods = name !== undefined && Object.hasOwn(routes, rest) ? routes[rest] : undefined;
  if (name === undefined || methods === undefined) throw new BadRequest(404, 'There is nothing under this path.');
  const { method } = event.requestContext.http;
  const route = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (route === undefined) throw new BadRequest(405, `This path takes ${Object.keys(methods).join(', ')}.`);
  const id = dialogueId(name);
  return (store, call) => route(store, id, event, call);
}
