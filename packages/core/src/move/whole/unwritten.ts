import type { StoreHeaderPort } from '../../traits/StoreHeaderPort.ts';

/** A header that says that it was written, and is not: what would be refused is refused. */
export function unwritten(header: StoreHeaderPort): StoreHeaderPort {
  return {
    read: (call) => header.read(call),
    holdsData: (call) => header.holdsData(call),
    putIfAbsent: async (bytes) => bytes,
    replace: async () => true,
  };
}
