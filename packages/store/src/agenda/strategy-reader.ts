import { type StrategyStatus, strategyKinds } from '@collective-impact/sdk/agenda';
import { hasCode } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation, type Scope } from '../shared/relation.ts';
import type { AgendaTables } from './entities.ts';
import { type StrategyRow, strategyTable } from './tables.ts';

/** Filters a list of strategies. */
export interface StrategyFilter {
  /** Code of the list `strategy-kind`. */
  kind?: string | null;
  status?: StrategyStatus | null;
}

interface StrategyList {
  page: PageArguments;
  filter: StrategyFilter;
}

const where = ({ kind, status }: StrategyFilter, { eb }: Scope<StrategyRow>) => [
  kind != null && hasCode(eb.ref('t.kind'), { list: strategyKinds, code: kind }),
  status != null && eb('t.status', '=', status),
];

const strategiesOfGoal = childrenOf({ table: strategyTable, by: 'goalId', order: ['id'], where });
const strategiesOfLead = childrenOf({ table: strategyTable, by: 'leadId', order: ['id'], where });
const strategiesBasedOn = childrenOf({ table: strategyTable, by: 'basedOnId', order: ['id'] });

const strategiesOfAgenda: Relation<StrategyRow, StrategyFilter> = {
  name: 'strategy.ofAgenda',
  table: strategyTable,
  // A strategy is excluded if the viewer may not see its goal, which would connect it with the agenda.
  of: ({ tables, visible }) => {
    const eb = tables<AgendaTables>();
    const goals = eb.selectFrom('goal as g').select('g.id').whereRef('g.common_agenda_id', '=', 'k.parent');
    return eb('t.goal_id', 'in', goals.where(visible('goal', 'g')));
  },
  order: ['id'],
  where,
};

/** Reads strategies, oldest record first. */
export class StrategyReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  ofGoal(goalId: string, { page, filter }: StrategyList): Promise<Page<StrategyRow>> {
    return this.#reader.page(strategiesOfGoal, { parent: goalId, page, filter });
  }

  /** The strategies of all goals of an agenda. */
  ofAgenda(commonAgendaId: string, { page, filter }: StrategyList): Promise<Page<StrategyRow>> {
    return this.#reader.page(strategiesOfAgenda, { parent: commonAgendaId, page, filter });
  }

  /** The strategies that an organization leads. */
  ofLead(organizationId: string, { page, filter }: StrategyList): Promise<Page<StrategyRow>> {
    return this.#reader.page(strategiesOfLead, { parent: organizationId, page, filter });
  }

  /** The strategies of later agenda versions that continue a strategy. */
  basedOn(strategyId: string, page: PageArguments): Promise<Page<StrategyRow>> {
    return this.#reader.page(strategiesBasedOn, { parent: strategyId, page });
  }
}
