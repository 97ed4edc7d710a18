import type { Commit } from '@colloquy/core';
import { cutAnswer, cutBefore, cutWithin, startPostgresProxy, type Fault } from '@colloquy/engines';
import { cutAfter, type Cut } from './cuts.ts';
import type { Wire } from './Wire.ts';

/** From this share on all but the Sync goes on. */
const allButSync = 850;
/** The answer to a commit, from ParseComplete to ReadyForQuery. */
const answerBytes = 230;

/** About the length of the Bind of a commit, and never less than half of it. */
function requestBytes({ header, body, auth, changes }: Commit): number {
  const parts = changes.map(
    ({ key, attributes, envelope }) => 256 + 2 * key.length + JSON.stringify(attributes).length + envelope.byteLength,
  );
  return parts.reduce((sum, part) => sum + part, 150 + header.byteLength + body.byteLength + auth.byteLength);
}

/** The fault on a connection that sends this commit and nothing else. */
function faultOf({ phase, share }: Cut, commit: Commit): Fault | undefined {
  const request = { type: 'B', text: commit.commitId };
  switch (phase) {
    case 'none':
    case 'finishing':
      return undefined;
    case 'before':
      return cutBefore(request);
    case 'within':
      if (share >= allButSync) return cutBefore({ type: 'S' });
      return cutWithin(request, Math.floor((requestBytes(commit) * share) / allButSync));
    case 'sent':
      return cutAfter(({ type }) => type === 'S');
    case 'unanswered':
      return cutAnswer(request);
    case 'answering':
      return cutAnswer(request, 1 + Math.floor((answerBytes * share) / 1000));
    case 'looking':
      return cutAnswer({ type: 'B', nth: 2 });
  }
}

/** PostgreSQL: a commit is one statement with parameters. */
export const postgresWire: Wire = {
  start: async (server) => {
    const proxy = await startPostgresProxy(server);
    return { proxy, through: proxy.serverUrl };
  },
  strokeOf: (cut, commit) => {
    const fault = faultOf(cut, commit);
    return fault && { fault, times: 1 };
  },
};
