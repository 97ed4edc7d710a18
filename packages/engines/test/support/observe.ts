import { connect } from 'node:net';
import { childrenOf } from '../../src/processTree.ts';

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether somebody accepts connections on a port of an address of this machine. */
export async function isOpen(port: number, host = '127.0.0.1'): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** A server's first process and all that it has started. */
export async function processesOf(pid: number): Promise<readonly number[]> {
  return [pid, ...(await childrenOf(pid))];
}
