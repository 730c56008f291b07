import { type SqlBool, sql } from 'kysely';
import { type DayWindow, dayWindow, liesWithin, type PeriodSpan } from '../period/index.ts';
import { codeIn } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { visibleTo } from '../shared/visibility.ts';
import { requireUsedCode } from '../shared/writing/known-value.ts';
import type { ReportingTables } from './entities.ts';
import { PopulationFigureEntity } from './population-figure.entity.ts';

/** A population figure as readers return it. */
export interface PopulationFigureRow extends RowOf<typeof PopulationFigureEntity> {}

/** Filters a list of population figures. */
export interface PopulationFilter {
  span: PeriodSpan;
  /** The code of the place, exactly. */
  place?: string | null;
}

const figuresOfEcosystem = childrenOf<PopulationFigureRow, { window: DayWindow; place: string | null }>({
  table: tableOf<PopulationFigureRow>(PopulationFigureEntity),
  by: 'ecosystemId',
  order: ['periodStart', 'id'],
  where: ({ window, place }, { eb }) => [
    liesWithin(window),
    place !== null && sql<SqlBool>`${eb.ref('t.place')} ->> 'code' = ${place}`,
  ],
});

/** Reads population figures. */
export class PopulationFigureReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The population figures of an ecosystem, by period. Throws an `InputError` for the code of a place that no record has. */
  async ofEcosystem(
    ecosystemId: string,
    { page, filter }: { page: PageArguments; filter: PopulationFilter },
  ): Promise<Page<PopulationFigureRow>> {
    const window = await dayWindow(this.#reader, { span: filter.span, ecosystemId });
    const narrowed = { window, place: filter.place ?? null };
    const found = await this.#reader.page(figuresOfEcosystem, { parent: ecosystemId, page, filter: narrowed });
    await requireUsedCode(this.#reader, {
      rows: found.rows,
      code: filter.place,
      argument: 'place',
      used: this.#placesInUse(),
    });
    return found;
  }

  /** The codes of the places of figures, and of the places of ecosystems. */
  #placesInUse() {
    const { viewer } = this.#reader;
    const tables = this.#reader.tables<ReportingTables>();
    const places = tables.selectFrom('place as p').select(codeIn('p.code').as('code'));
    return tables
      .selectFrom('population_figure as f')
      .select(codeIn('f.place').as('code'))
      .where('f.place', 'is not', null)
      .where(visibleTo(viewer, { table: 'population_figure', alias: 'f' }))
      .union(places.where(visibleTo(viewer, { table: 'place', alias: 'p' })));
  }
}
