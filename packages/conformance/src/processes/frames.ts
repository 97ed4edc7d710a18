import type { Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';

/** Sends a value over a socket: its length, and its structured clone. */
export function writeFrame(socket: Socket, value: unknown): void {
  const body = serialize(value);
  const frame = Buffer.allocUnsafe(4 + body.byteLength);
  frame.writeUInt32BE(body.byteLength);
  body.copy(frame, 4);
  socket.write(frame);
}

/** Calls `receive` for every whole value that arrives. What a dying sender leaves half sent is no value. */
export function readFrames(socket: Socket, receive: (value: unknown) => void): void {
  let chunks: Buffer[] = [];
  let held = 0;
  let needed = 4;
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.byteLength;
    if (held < needed) return;
    let all = Buffer.concat(chunks);
    for (;;) {
      needed = all.byteLength < 4 ? 4 : 4 + all.readUInt32BE(0);
      if (all.byteLength < needed || needed === 4) break;
      receive(deserialize(all.subarray(4, needed)));
      all = all.subarray(needed);
    }
    chunks = [all];
    held = all.byteLength;
  });
}
