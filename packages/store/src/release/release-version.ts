import type { Scale } from '@collective-impact/sdk/release';
import { sql } from 'kysely';
import { type LoadedDimension, type LockedVersion, loadDimensions, lockVersion } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { type Combination, loadCombinations } from './cell/version-combinations.ts';
import type { ReleaseTables } from './entities.ts';

/** A version whose reports are released. It is locked until the transaction ends. Its dimensions and combinations are read once. */
export class ReleaseVersion {
  readonly locked: LockedVersion;
  readonly dimensions: readonly LoadedDimension[];
  /** Scale of the scores of a mean, from the data quality rules of the version. Null if they state none. */
  readonly scale: Scale | null;
  readonly #unit: UnitOfWork;
  #combinations: ReadonlyMap<number, Combination> = new Map();

  private constructor(unit: UnitOfWork, version: Pick<ReleaseVersion, 'locked' | 'dimensions' | 'scale'>) {
    this.#unit = unit;
    this.locked = version.locked;
    this.dimensions = version.dimensions;
    this.scale = version.scale;
  }

  /** Locks a version and loads its dimensions. */
  static async load(unit: UnitOfWork, id: string): Promise<ReleaseVersion> {
    const locked = await lockVersion(unit, { id, strength: 'share' });
    const dimensions = await loadDimensions(unit, id);
    return new ReleaseVersion(unit, { locked, dimensions, scale: await loadScale(unit, id) });
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

/** The tightest range of the total that rules of the kind RANGE state with both limits. */
async function loadScale(unit: UnitOfWork, versionId: string): Promise<Scale | null> {
  const [lowest, highest] = [sql<string>`max("q"."least")`, sql<string>`min("q"."most")`];
  const [scale] = await unit.rows(
    unit
      .tables<ReleaseTables>()
      .selectFrom('data_quality_rule as q')
      .innerJoin('breakdown as b', 'b.id', 'q.breakdown_id')
      .select(sql<string>`trim_scale(${lowest})::text`.as('lowest'))
      .select(sql<string>`trim_scale(${highest})::text`.as('highest'))
      .where('q.indicator_version_id', '=', versionId)
      .where('q.kind', '=', sql.lit('RANGE'))
      .where('b.category_ids', '=', sql<string[]>`'{}'`)
      .where('q.least', 'is not', null)
      .where('q.most', 'is not', null)
      .having(lowest, '<', highest),
  );
  return scale ?? null;
}
