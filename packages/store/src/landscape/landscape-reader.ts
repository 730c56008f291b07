import type { GapAspect, GapStatus } from '@collective-impact/sdk/landscape';
import { namesGoal } from '../shared/goal-lineage.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation, type Scope } from '../shared/relation.ts';
import type { LandscapeTables } from './entities.ts';
import { type GapRow, gapTable, type LandscapeScanRow, landscapeScanTable } from './tables.ts';

/** Filters a list of gaps. */
export interface GapFilter {
  aspect?: GapAspect | null;
  status?: GapStatus | null;
  /** True for gaps that a goal addresses, false for the others. The viewer must be allowed to see the goal. */
  addressed?: boolean | null;
}

interface GapList {
  page: PageArguments;
  filter: GapFilter;
}

const scansOfEcosystem = childrenOf({ table: landscapeScanTable, by: 'ecosystemId', order: ['scannedOn', 'id'] });

const gaps = {
  table: gapTable,
  order: ['priority', 'id'] as const,
  where: ({ aspect, status, addressed }: GapFilter, { tables, visible }: Scope<GapRow>) => {
    const eb = tables<LandscapeTables>();
    const goals = eb.selectFrom('goal as g').select(eb.lit(1).as('one')).whereRef('g.id', '=', 't.goal_id');
    const isAddressed = eb.exists(goals.where(visible('goal', 'g')));
    return [
      aspect != null && eb('t.aspect', '=', aspect),
      status != null && eb('t.status', '=', status),
      addressed != null && (addressed ? isAddressed : eb.not(isAddressed)),
    ];
  },
};

const gapsOf: Record<'ecosystem' | 'scan' | 'indicator' | 'goal', Relation<GapRow, GapFilter>> = {
  ecosystem: childrenOf({ ...gaps, by: 'ecosystemId' }),
  scan: childrenOf({ ...gaps, by: 'landscapeScanId' }),
  indicator: childrenOf({ ...gaps, by: 'indicatorId' }),
  goal: { ...gaps, name: 'gap.ofGoal', of: ({ viewer }) => namesGoal(viewer), findsFirst: true },
};

/** Reads landscape scans, by date, and their gaps, highest priority first. */
export class LandscapeReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  scans(ecosystemId: string, page: PageArguments): Promise<Page<LandscapeScanRow>> {
    return this.#reader.page(scansOfEcosystem, { parent: ecosystemId, page });
  }

  /** The gaps of an ecosystem or a scan, that an indicator measures, or that a goal or an earlier version of it addresses. */
  gaps(
    of: { kind: 'ecosystem' | 'scan' | 'indicator' | 'goal'; id: string },
    { page, filter }: GapList,
  ): Promise<Page<GapRow>> {
    return this.#reader.page(gapsOf[of.kind], { parent: of.id, page, filter });
  }
}
