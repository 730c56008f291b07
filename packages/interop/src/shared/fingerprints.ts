import { hash } from 'node:crypto';

const firstSize = 1024;
const maximumLoad = 0.7;

/**
 * A map from names to numbers that needs 12 bytes for each slot, for very many names.
 *
 * It compares 64 bits of the SHA-256 of each name. Among ten million names, the probability that two are confused is below
 * 1 in 100,000.
 */
export class Fingerprints {
  #slots = new Uint32Array(firstSize * 3);
  #count = 0;

  /** The number of a name, or undefined if it was not set. */
  get(name: string): number | undefined {
    const [high, low] = fingerprint(name);
    const slot = this.#find(high, low);
    return this.#slots[slot] === 0 && this.#slots[slot + 1] === 0 ? undefined : this.#slots[slot + 2];
  }

  /** Sets the number (0 to 2³² − 1) of a name. */
  set(name: string, value: number): void {
    const [high, low] = fingerprint(name);
    if (this.#put([high, low, value])) this.#count += 1;
    if (this.#count * 3 > this.#slots.length * maximumLoad) this.#grow();
  }

  #put([high, low, value]: readonly [number, number, number]): boolean {
    const slot = this.#find(high, low);
    const isNew = this.#slots[slot] === 0 && this.#slots[slot + 1] === 0;
    this.#slots.set([high, low, value], slot);
    return isNew;
  }

  #find(high: number, low: number): number {
    const size = this.#slots.length / 3;
    let slot = (low % size) * 3;
    for (;;) {
      const isSame = this.#slots[slot] === high && this.#slots[slot + 1] === low;
      const isFree = this.#slots[slot] === 0 && this.#slots[slot + 1] === 0;
      if (isSame || isFree) return slot;
      slot = (slot + 3) % this.#slots.length;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let slot = 0; slot < old.length; slot += 3) {
      const [high = 0, low = 0, value = 0] = old.subarray(slot, slot + 3);
      if (high !== 0 || low !== 0) this.#put([high, low, value]);
    }
  }
}

/** 32 bits of the SHA-256 of a name, to compare names without keeping them. */
export function shortFingerprint(name: string): number {
  return digest(name).readUInt32BE(8);
}

function fingerprint(name: string): readonly [number, number] {
  const bytes = digest(name);
  const high = bytes.readUInt32BE(0);
  // A free slot is all zeros.
  return [high === 0 ? 1 : high, bytes.readUInt32BE(4)];
}

function digest(name: string): Buffer {
  return hash('sha256', name, 'buffer');
}
