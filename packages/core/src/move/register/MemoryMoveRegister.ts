import { CallbackMoveRegister } from './CallbackMoveRegister.ts';

/** A register of moves that lives and dies with the process: for tests and trials. */
export class MemoryMoveRegister extends CallbackMoveRegister {
  constructor() {
    const kept = new Map<string, Uint8Array>();
    super({
      putIfAbsent: async (name, bytes) => {
        const stands = kept.get(name) ?? bytes.slice();
        kept.set(name, stands);
        return stands.slice();
      },
      get: async (name) => kept.get(name)?.slice(),
      list: async (prefix) => [...kept.keys()].filter((name) => name.startsWith(prefix)),
    });
  }
}
