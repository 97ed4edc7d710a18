import { base64, type JsonObject } from './awsJson.ts';
import type { KmsFault } from './KmsFault.ts';
import type { OperationCall } from './operations.ts';

/** Members of an answer that carry bytes. */
const byteMembers = ['Plaintext', 'CiphertextBlob'];

function mapBytes(answer: JsonObject, change: (bytes: Uint8Array) => Uint8Array | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(answer).flatMap(([name, value]): [string, unknown][] => {
      if (!byteMembers.includes(name)) return [[name, value]];
      const changed = change(new Uint8Array(Buffer.from(String(value), 'base64')));
      return changed === undefined ? [] : [[name, base64(changed)]];
    }),
  );
}

/** A right answer as a fault leaves it. */
export function corrupted(answer: JsonObject, fault: KmsFault | undefined, call: OperationCall): JsonObject {
  switch (fault?.kind) {
    case 'another-key': {
      // A real key, made for it, so that the answer is one that KMS could give to somebody else.
      const another = call.keys.create(call.region, false);
      const changed = mapBytes(answer, (bytes) => call.randomBytes(bytes.length));
      return { ...changed, KeyId: call.keys.arn(another, call.region) };
    }
    case 'other-bytes':
      return mapBytes(answer, (bytes) => call.randomBytes(bytes.length));
    case 'truncated':
      return mapBytes(answer, (bytes) => bytes.slice(0, -1));
    case 'without-bytes':
      return mapBytes(answer, () => undefined);
    default:
      return answer;
  }
}
