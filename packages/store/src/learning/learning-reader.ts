import type { CycleStage } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader, type Relation } from '../shared/reader.ts';
import {
  type ImprovementCycleRow,
  improvementCycleTable,
  type PracticeAdoptionRow,
  type PracticeRow,
  practiceAdoptionTable,
  practiceTable,
} from './tables.ts';

/** Who took up a practice, and since when: what its spread is worked out from. */
export interface AdoptionToCount {
  ecosystemId: string;
  /** Null where the ecosystem took it up at large, and where the viewer may not see the activity. */
  activityId: string | null;
  adoptedOn: string;
}

/** Narrows a list of improvement cycles. */
export interface CycleFilter {
  stage?: CycleStage | null;
}

const cyclesOfEcosystem = childrenOf<ImprovementCycleRow, CycleFilter>({
  table: improvementCycleTable,
  by: 'ecosystemId',
  order: ['id'],
  where: ({ stage }) => (stage == null ? sql<boolean>`true` : sql<boolean>`"t"."stage" = ${stage}`),
});

const cyclesOfActivity = childrenOf({ table: improvementCycleTable, by: 'activityId', order: ['id'] });
const cyclesAfter = childrenOf({ table: improvementCycleTable, by: 'previousCycleId', order: ['id'] });

const cyclesOfIndicator: Relation<ImprovementCycleRow> = {
  name: 'improvement_cycle.indicator',
  table: improvementCycleTable,
  of: sql<boolean>`"t"."indicator_ids" @> array["k"."parent"]`,
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

/** Reads improvement cycles, practices, and who took them up. */
export class LearningReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The improvement cycles of an ecosystem, by age. */
  cycles(ecosystemId: string, list: { page: PageArguments; filter: CycleFilter }): Promise<Page<ImprovementCycleRow>> {
    return this.#reader.page(cyclesOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** The improvement cycles of an activity. */
  cyclesOf(activityId: string, page: PageArguments): Promise<Page<ImprovementCycleRow>> {
    return this.#reader.page(cyclesOfActivity, { parent: activityId, page });
  }

  /** The improvement cycles that look at an indicator. */
  cyclesWith(indicatorId: string, page: PageArguments): Promise<Page<ImprovementCycleRow>> {
    return this.#reader.page(cyclesOfIndicator, { parent: indicatorId, page });
  }

  /** The cycles that follow one. */
  nextCycles(cycleId: string, page: PageArguments): Promise<Page<ImprovementCycleRow>> {
    return this.#reader.page(cyclesAfter, { parent: cycleId, page });
  }

  /** The practices that an ecosystem described, by title. */
  practices(ecosystemId: string, page: PageArguments): Promise<Page<PracticeRow>> {
    return this.#reader.page(practicesOfEcosystem, { parent: ecosystemId, page });
  }

  /** The practices that began in an activity. */
  practicesFrom(activityId: string, page: PageArguments): Promise<Page<PracticeRow>> {
    return this.#reader.page(practicesOfActivity, { parent: activityId, page });
  }

  /** What an ecosystem took up, its own practices and others', by day. */
  adoptionsIn(ecosystemId: string, page: PageArguments): Promise<Page<PracticeAdoptionRow>> {
    return this.#reader.page(adoptionsOfEcosystem, { parent: ecosystemId, page });
  }

  /** Who took up a practice, in whichever ecosystem, by day. */
  adoptionsOf(practiceId: string, page: PageArguments): Promise<Page<PracticeAdoptionRow>> {
    return this.#reader.page(adoptionsOfPractice, { parent: practiceId, page });
  }

  /** All of them: what `practiceSpread` is worked out from. */
  everyAdoptionOf(practiceId: string): Promise<AdoptionToCount[]> {
    const { viewer } = this.#reader;
    return this.#reader
      .loader<string, AdoptionToCount[]>('practice_adoption#all', async (ids) => {
        const rows = await this.#reader.rows<AdoptionToCount & { practiceId: string }>(
          sql`select "t"."practice_id" as "practiceId", "t"."ecosystem_id" as "ecosystemId", "a"."id" as "activityId", "t"."adopted_on" as "adoptedOn" from "practice_adoption" as "t" left join "activity" as "a" on "a"."id" = "t"."activity_id" and ${visibleTo(viewer, 'a')} where "t"."practice_id" = any(${ids}::uuid[]) and ${visibleTo(viewer)}`,
        );
        const byPractice = Map.groupBy(rows, (row) => row.practiceId);
        return ids.map((id) => byPractice.get(id) ?? []);
      })
      .load(practiceId);
  }

  /** What an activity took up, by day. */
  adoptionsBy(activityId: string, page: PageArguments): Promise<Page<PracticeAdoptionRow>> {
    return this.#reader.page(adoptionsOfActivity, { parent: activityId, page });
  }
}
