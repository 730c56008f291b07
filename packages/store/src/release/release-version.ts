import { type LoadedDimension, type LockedVersion, loadDimensions, lockVersion } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { type Combination, loadCombinations } from './version-combinations.ts';

/** A version whose reports are released. It is locked until the transaction ends. Its dimensions and combinations are read once. */
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

  /** Locks a version and loads its dimensions. */
  static async load(unit: UnitOfWork, id: string): Promise<ReleaseVersion> {
    const locked = await lockVersion(unit, { id, strength: 'share' });
    return new ReleaseVersion(unit, { locked, dimensions: await loadDimensions(unit, id) });
  }

  /** Returns the combinations of the version. Reads them again if a breakdown is unknown, because concurrent reports add breakdowns. */
  async combinationsOf(breakdownIds: Iterable<number>): Promise<ReadonlyMap<number, Combination>> {
    for (const id of breakdownIds) {
      if (this.#combinations.has(id)) continue;
      this.#combinations = await loadCombinations(this.#unit, this.locked.id);
      break;
    }
    return this.#combinations;
  }
}
