import { type StrategyStatus, strategyKinds } from '@collective-impact/sdk/agenda';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader, type Relation } from '../shared/reader.ts';
import { type StrategyRow, strategyTable } from './tables.ts';

/** Narrows a list of strategies. */
export interface StrategyFilter {
  /** Code of a kind of the default scheme. */
  kind?: string | null;
  status?: StrategyStatus | null;
}

interface StrategyList {
  page: PageArguments;
  filter: StrategyFilter;
}

const ofKind = (kind: string) =>
  sql<boolean>`"t"."kind" @> jsonb_build_object('scheme', ${strategyKinds.scheme}::text, 'code', ${kind}::text)`;

const where = ({ kind, status }: StrategyFilter): RawBuilder<boolean> =>
  sql<boolean>`${kind == null ? sql`true` : ofKind(kind)} and ${status == null ? sql`true` : sql`"t"."status" = ${status}`}`;

const strategiesOfGoal = childrenOf({ table: strategyTable, by: 'goalId', order: ['id'], where });
const strategiesOfLead = childrenOf({ table: strategyTable, by: 'leadId', order: ['id'], where });
const strategiesBasedOn = childrenOf({ table: strategyTable, by: 'basedOnId', order: ['id'] });

/** Reads strategies, by age. */
export class StrategyReader {
  readonly #reader: Reader;
  readonly #ofAgenda: Relation<StrategyRow, StrategyFilter>;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#ofAgenda = {
      name: 'strategy.ofAgenda',
      table: strategyTable,
      // Under a goal that the viewer may not see, a strategy is not known to stand in this agenda.
      of: sql<boolean>`"t"."goal_id" in (select "g"."id" from "goal" as "g" where "g"."common_agenda_id" = "k"."parent" and ${visibleTo(reader.viewer, 'g')})`,
      order: ['id'],
      where,
    };
  }

  ofGoal(goalId: string, { page, filter }: StrategyList): Promise<Page<StrategyRow>> {
    return this.#reader.page(strategiesOfGoal, { parent: goalId, page, filter });
  }

  /** Those of every goal of an agenda. */
  ofAgenda(commonAgendaId: string, { page, filter }: StrategyList): Promise<Page<StrategyRow>> {
    return this.#reader.page(this.#ofAgenda, { parent: commonAgendaId, page, filter });
  }

  /** Those that an organization leads. */
  ofLead(organizationId: string, { page, filter }: StrategyList): Promise<Page<StrategyRow>> {
    return this.#reader.page(strategiesOfLead, { parent: organizationId, page, filter });
  }

  /** Those of later versions that go on from a strategy. */
  basedOn(strategyId: string, page: PageArguments): Promise<Page<StrategyRow>> {
    return this.#reader.page(strategiesBasedOn, { parent: strategyId, page });
  }
}
