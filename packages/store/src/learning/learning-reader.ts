import type { CycleStage } from '@collective-impact/sdk/learning';
import { sql } from 'kysely';
import { anyOf } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation } from '../shared/relation.ts';
import { visibleTo } from '../shared/visibility.ts';
import type { LearningTables } from './entities.ts';
import {
  type ImprovementCycleRow,
  improvementCycleTable,
  type PracticeAdoptionRow,
  type PracticeRow,
  practiceAdoptionTable,
  practiceTable,
} from './tables.ts';

/** The fields of an adoption from which the spread of a practice is computed. */
export interface AdoptionInput {
  ecosystemId: string;
  /** Null if the ecosystem adopted it as a whole, or if the viewer may not see the activity. */
  activityId: string | null;
  adoptedOn: string;
  discontinuedOn: string | null;
}

/** Filters a list of improvement cycles. */
export interface CycleFilter {
  stage?: CycleStage | null;
}

const cyclesOfEcosystem = childrenOf<ImprovementCycleRow, CycleFilter>({
  table: improvementCycleTable,
  by: 'ecosystemId',
  order: ['id'],
  where: ({ stage }, { eb }) => [stage != null && eb('t.stage', '=', stage)],
});

const cyclesOfActivity = childrenOf({ table: improvementCycleTable, by: 'activityId', order: ['id'] });
const cyclesAfter = childrenOf({ table: improvementCycleTable, by: 'previousCycleId', order: ['id'] });

const cyclesOfIndicator: Relation<ImprovementCycleRow> = {
  name: 'improvement_cycle.indicator',
  table: improvementCycleTable,
  of: ({ eb }) => sql`${eb.ref('t.indicator_ids')} @> array[${eb.ref('k.parent')}]`,
  order: ['id'],
};

const practicesOfEcosystem = childrenOf({ table: practiceTable, by: 'ecosystemId', order: ['title', 'id'] });
const practicesOfActivity = childrenOf({ table: practiceTable, by: 'originId', order: ['title', 'id'] });

const adoptionsOfEcosystem = childrenOf({
  table: practiceAdoptionTable,
  by: 'ecosystemId',
  order: ['adoptedOn', 'id'],
});
const adoptionsOfPractice = childrenOf({ table: practiceAdoptionTable, by: 'practiceId', order: ['adoptedOn', 'id'] });
const adoptionsOfActivity = childrenOf({ table: practiceAdoptionTable, by: 'activityId', order: ['adoptedOn', 'id'] });

/** Reads improvement cycles, practices and their adoptions. */
export class LearningReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The improvement cycles of an ecosystem, oldest record first. */
  cycles(ecosystemId: string, list: { page: PageArguments; filter: CycleFilter }): Promise<Page<ImprovementCycleRow>> {
    return this.#reader.page(cyclesOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** The improvement cycles of an activity, oldest record first. */
  cyclesOf(activityId: string, page: PageArguments): Promise<Page<ImprovementCycleRow>> {
    return this.#reader.page(cyclesOfActivity, { parent: activityId, page });
  }

  /** The improvement cycles that use an indicator, oldest record first. */
  cyclesWith(indicatorId: string, page: PageArguments): Promise<Page<ImprovementCycleRow>> {
    return this.#reader.page(cyclesOfIndicator, { parent: indicatorId, page });
  }

  /** The cycles that follow a cycle, oldest record first. */
  nextCycles(cycleId: string, page: PageArguments): Promise<Page<ImprovementCycleRow>> {
    return this.#reader.page(cyclesAfter, { parent: cycleId, page });
  }

  /** The practices that an ecosystem recorded, by title. */
  practices(ecosystemId: string, page: PageArguments): Promise<Page<PracticeRow>> {
    return this.#reader.page(practicesOfEcosystem, { parent: ecosystemId, page });
  }

  /** The practices that originated in an activity, by title. */
  practicesFrom(activityId: string, page: PageArguments): Promise<Page<PracticeRow>> {
    return this.#reader.page(practicesOfActivity, { parent: activityId, page });
  }

  /** The adoptions of practices by an ecosystem, by date. */
  adoptionsIn(ecosystemId: string, page: PageArguments): Promise<Page<PracticeAdoptionRow>> {
    return this.#reader.page(adoptionsOfEcosystem, { parent: ecosystemId, page });
  }

  /** The adoptions of a practice in all ecosystems, by date. */
  adoptionsOf(practiceId: string, page: PageArguments): Promise<Page<PracticeAdoptionRow>> {
    return this.#reader.page(adoptionsOfPractice, { parent: practiceId, page });
  }

  /** All adoptions of a practice: the input of `practiceSpread`. */
  everyAdoptionOf(practiceId: string): Promise<AdoptionInput[]> {
    const { viewer } = this.#reader;
    return this.#reader.rowsOf({
      name: 'practice_adoption#all',
      parent: practiceId,
      statement: (ids) =>
        this.#reader
          .tables<LearningTables>()
          .selectFrom('practice_adoption as t')
          .leftJoin('activity as a', (join) =>
            join.onRef('a.id', '=', 't.activity_id').on(visibleTo(viewer, { table: 'activity', alias: 'a' })),
          )
          .select([
            't.practice_id as parent',
            't.ecosystem_id as ecosystemId',
            'a.id as activityId',
            't.adopted_on as adoptedOn',
            't.discontinued_on as discontinuedOn',
          ])
          .where('t.practice_id', '=', anyOf(ids))
          .where(visibleTo(viewer, { table: 'practice_adoption' })),
    });
  }

  /** The adoptions of practices by an activity, by date. */
  adoptionsBy(activityId: string, page: PageArguments): Promise<Page<PracticeAdoptionRow>> {
    return this.#reader.page(adoptionsOfActivity, { parent: activityId, page });
  }
}
