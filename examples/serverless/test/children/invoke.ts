import type { Handler, HttpEvent } from '../../src/http/HttpEvent.ts';
import { contextOf } from '../support/events.ts';

// invoke MODULE EVENTS: what Lambda does with a function, one event after the other. Prints every answer, and what would keep the process
// alive after it. Ends nothing: the process ends by itself when nothing is left to do.
const [module = '', events = '[]'] = process.argv.slice(2);
const { handler } = (await import(module)) as { readonly handler: Handler };
const before = process.getActiveResourcesInfo();
const seen: unknown[] = [];
for (const event of JSON.parse(events) as readonly HttpEvent[]) {
  const { statusCode, body } = await handler(event, contextOf());
  seen.push({ statusCode, body, active: process.getActiveResourcesInfo() });
}
console.log(JSON.stringify({ before, seen }));
