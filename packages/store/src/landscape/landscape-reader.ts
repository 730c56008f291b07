import type { GapAspect } from '@collective-impact/sdk/landscape';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import { namesGoal } from '../shared/goal-line.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader, type Relation } from '../shared/reader.ts';
import { type GapRow, gapTable, type LandscapeScanRow, landscapeScanTable } from './tables.ts';

/** Narrows a list of gaps. */
export interface GapFilter {
  aspect?: GapAspect | null;
  /** Only those that a goal answers, or only those that none does. */
  answered?: boolean | null;
}

interface GapList {
  page: PageArguments;
  filter: GapFilter;
}

const scansOfEcosystem = childrenOf({ table: landscapeScanTable, by: 'ecosystemId', order: ['scannedOn', 'id'] });

/** Reads landscape scans, by day, and the gaps that they found, the most pressing first. */
export class LandscapeReader {
  readonly #reader: Reader;
  readonly #gapsOf: Record<'ecosystem' | 'scan' | 'indicator' | 'goal', Relation<GapRow, GapFilter>>;

  constructor(reader: Reader) {
    this.#reader = reader;
    const seen = visibleTo(reader.viewer, 'g');
    const list = { table: gapTable, order: ['priority', 'id'] as const };
    const where = ({ aspect, answered }: GapFilter) =>
      sql<boolean>`${aspect == null ? sql`true` : sql`"t"."aspect" = ${aspect}`} and ${
        answered == null
          ? sql`true`
          : sql`exists (select 1 from "goal" as "g" where "g"."id" = "t"."goal_id" and ${seen}) = ${answered}::boolean`
      }`;
    this.#gapsOf = {
      ecosystem: childrenOf({ ...list, by: 'ecosystemId', where }),
      scan: childrenOf({ ...list, by: 'landscapeScanId', where }),
      indicator: childrenOf({ ...list, by: 'indicatorId', where }),
      goal: { ...list, name: 'gap.ofGoal', where, of: namesGoal(reader.viewer) },
    };
  }

  scans(ecosystemId: string, page: PageArguments): Promise<Page<LandscapeScanRow>> {
    return this.#reader.page(scansOfEcosystem, { parent: ecosystemId, page });
  }

  /** The gaps of an ecosystem, of a scan, that an indicator shows, or that a goal or one it goes on from answers. */
  gaps(
    of: { kind: 'ecosystem' | 'scan' | 'indicator' | 'goal'; id: string },
    { page, filter }: GapList,
  ): Promise<Page<GapRow>> {
    return this.#reader.page(this.#gapsOf[of.kind], { parent: of.id, page, filter });
  }
}
