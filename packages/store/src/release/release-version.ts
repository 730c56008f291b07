import { type LoadedDimension, type LockedVersion, loadDimensions, lockVersion } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { type Combination, loadCombinations } from './version-combinations.ts';

/** A version whose reports are released, held as it is until the transaction ends; what it consists of is read once. */
export class ReleaseVersion {
  readonly locked: LockedVersion;
  readonly dimensions: readonly LoadedDimension[];
  readonly #unit: UnitOfWork;
  #combinations: ReadonlyMap<number, Combination> = new Map();

  private constructor(unit: UnitOfWork, version: { locked: LockedVersion; dimensions: readonly LoadedDimension[] }) {
    this.#unit = unit;
    this.locked = version.locked;
    this.dimensions = version.dimensions;
  }

  static async load(unit: UnitOfWork, id: string): Promise<ReleaseVersion> {
    const locked = await lockVersion(unit, { id, strength: 'share' });
    return new ReleaseVersion(unit, { locked, dimensions: await loadDimensions(unit, id) });
  }

  /** The combinations of the version, among them all of these breakdowns: others make new ones in the meantime. */
  async combinationsOf(breakdownIds: Iterable<number>): Promise<ReadonlyMap<number, Combination>> {
    for (const id of breakdownIds) {
      if (this.#combinations.has(id)) continue;
      this.#combinations = await loadCombinations(this.#unit, this.locked.id);
      break;
    }
    return this.#combinations;
  }
}
