import { sql } from 'kysely';
import { type GoalRow, goalTable } from '../agenda/index.ts';
import { anyOf } from '../shared/conditions.ts';
import { namesGoalAmongOthers } from '../shared/goal-lineage.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation, type Scope } from '../shared/relation.ts';
import { visibleTo } from '../shared/visibility.ts';
import { requireKnown, requireUsedCode } from '../shared/writing/known-value.ts';
import type { IndicatorTables } from './entities.ts';
import {
  type BaselineRow,
  baselineTable,
  type DimensionRow,
  dimensionTable,
  type IndicatorContributionRow,
  type IndicatorRow,
  type IndicatorVersionRow,
  indicatorContributionTable,
  indicatorTable,
  indicatorVersionTable,
  type TargetRow,
  targetTable,
} from './tables.ts';

/** Filters a list of indicators. */
export interface IndicatorFilter {
  /** The indicator's code, exactly. */
  code?: string | null;
}

const withCode = ({ code }: IndicatorFilter, { eb }: Scope<IndicatorRow>) => [code != null && eb('t.code', '=', code)];

const everyIndicator: Relation<IndicatorRow, IndicatorFilter> = {
  name: 'indicator',
  table: indicatorTable,
  of: null,
  order: ['code', 'id'],
  where: withCode,
};

const indicatorsOfEcosystem = childrenOf<IndicatorRow, IndicatorFilter>({
  table: indicatorTable,
  by: 'ecosystemId',
  order: ['code', 'id'],
  where: withCode,
});

const versionsOfIndicator = childrenOf({ table: indicatorVersionTable, by: 'indicatorId', order: ['number'] });
const dimensionsOfVersion = childrenOf({
  table: dimensionTable,
  by: 'indicatorVersionId',
  order: ['order', 'code'],
});
const baselinesOfVersion = childrenOf({ table: baselineTable, by: 'indicatorVersionId', order: ['periodStart', 'id'] });
const targetsOfVersion = childrenOf({ table: targetTable, by: 'indicatorVersionId', order: ['periodStart', 'id'] });

const indicatorsOfGoal: Relation<IndicatorRow> = {
  name: 'indicator.goal',
  table: indicatorTable,
  of: ({ viewer }) => namesGoalAmongOthers(viewer),
  findsFirst: true,
  order: ['code', 'id'],
};

const goalsOfIndicator: Relation<GoalRow> = {
  name: 'goal.indicator',
  table: goalTable,
  of: ({ tables }) => {
    const eb = tables<IndicatorTables>();
    const goalIds = eb.selectFrom('indicator as i').select('i.goal_ids').whereRef('i.id', '=', 'k.parent');
    return eb('t.id', '=', sql<string>`any(${goalIds}::uuid[])`);
  },
  order: ['code', 'id'],
};

const contributionsOfIndicator = {
  contributing: childrenOf({ table: indicatorContributionTable, by: 'indicatorId', order: ['id'] }),
  core: childrenOf({ table: indicatorContributionTable, by: 'coreIndicatorId', order: ['id'] }),
};

/** Reads indicators and how they are defined. */
export class DefinitionReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The indicators of an ecosystem, or of all ecosystems if none is given, by code. Throws an `InputError` for a code that no
   * indicator has.
   */
  async indicators(
    ecosystemId: string | null,
    list: { page: PageArguments; filter: IndicatorFilter },
  ): Promise<Page<IndicatorRow>> {
    const relation = ecosystemId === null ? everyIndicator : indicatorsOfEcosystem;
    const page = await this.#reader.page(relation, { parent: ecosystemId, ...list });
    await requireUsedCode(this.#reader, {
      rows: page.rows,
      code: list.filter.code,
      argument: 'code',
      used: this.#reader
        .tables<IndicatorTables>()
        .selectFrom('indicator as i')
        .select('i.code')
        .distinct()
        .where(visibleTo(this.#reader.viewer, { table: 'indicator', alias: 'i' })),
    });
    return page;
  }

  /** The indicators that serve a goal or an earlier version of it, by code. */
  indicatorsOfGoal(goalId: string, page: PageArguments): Promise<Page<IndicatorRow>> {
    return this.#reader.page(indicatorsOfGoal, { parent: goalId, page });
  }

  /** The goals that an indicator serves, by code. */
  goals(indicatorId: string, page: PageArguments): Promise<Page<GoalRow>> {
    return this.#reader.page(goalsOfIndicator, { parent: indicatorId, page });
  }

  /** The declared contributions of an indicator (`contributing`), or to a core indicator (`core`). */
  contributions(
    { of, id }: { of: keyof typeof contributionsOfIndicator; id: string },
    page: PageArguments,
  ): Promise<Page<IndicatorContributionRow>> {
    return this.#reader.page(contributionsOfIndicator[of], { parent: id, page });
  }

  /** The versions of an indicator, by number. */
  versions(indicatorId: string, page: PageArguments): Promise<Page<IndicatorVersionRow>> {
    return this.#reader.page(versionsOfIndicator, { parent: indicatorId, page });
  }

  /** The version of an indicator that is adopted, or null; there is one at most. */
  adoptedVersion(indicatorId: string): Promise<IndicatorVersionRow | null> {
    return this.#reader
      .loader<string, IndicatorVersionRow | null>('indicator_version#adopted', async (ids) => {
        const rows = await this.#reader.rows(
          this.#reader
            .tables<IndicatorTables>()
            .selectFrom('indicator_version as t')
            .select(indicatorVersionTable.selection)
            .where('t.indicator_id', '=', anyOf(ids))
            // A literal, since the index covers this status alone.
            .where('t.status', '=', sql.lit('ADOPTED'))
            .where(visibleTo(this.#reader.viewer, { table: 'indicator_version' })),
          { isPlannedOnce: true },
        );
        const byIndicator = new Map(rows.map((row) => [row.indicatorId, row]));
        return ids.map((id) => byIndicator.get(id) ?? null);
      })
      .load(indicatorId);
  }

  /** The dimensions of a version, in its order; there are at most 20. */
  dimensions(indicatorVersionId: string): Promise<DimensionRow[]> {
    return this.#reader.list(dimensionsOfVersion, { parent: indicatorVersionId });
  }

  /** Throws an {@link InputError} if the version lacks one of these dimensions, or if the viewer cannot see it. */
  async requireDimensions(indicatorVersionId: string, by: readonly string[] | null | undefined): Promise<void> {
    if (by == null || by.length === 0) return;
    const known = (await this.dimensions(indicatorVersionId)).map(({ code }) => code);
    for (const code of by) requireKnown(code, { argument: 'by', noun: 'a dimension of the indicator version', known });
  }

  /** The baselines of a version, by period. */
  baselines(indicatorVersionId: string, page: PageArguments): Promise<Page<BaselineRow>> {
    return this.#reader.page(baselinesOfVersion, { parent: indicatorVersionId, page });
  }

  /** The targets of a version, by period. */
  targets(indicatorVersionId: string, page: PageArguments): Promise<Page<TargetRow>> {
    return this.#reader.page(targetsOfVersion, { parent: indicatorVersionId, page });
  }
}
