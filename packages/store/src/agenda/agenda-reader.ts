import { sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation } from '../shared/relation.ts';
import { EndorsementReader } from './endorsement-reader.ts';
import { GlossaryReader } from './glossary-reader.ts';
import { StrategyReader } from './strategy-reader.ts';
import { type CommonAgendaRow, commonAgendaTable, type GoalRow, goalTable } from './tables.ts';

const agendasOfEcosystem = childrenOf({ table: commonAgendaTable, by: 'ecosystemId', order: ['number'] });

// A partial unique index covers this literal status, so there is at most one.
const agendaInForce: Relation<CommonAgendaRow> = {
  name: 'common_agenda.inForce',
  table: commonAgendaTable,
  of: ({ eb }) => eb.and([eb('t.ecosystem_id', '=', eb.ref('k.parent')), eb('t.status', '=', sql.lit('RATIFIED'))]),
  order: ['id'],
};

const goalsOfAgenda = childrenOf({ table: goalTable, by: 'commonAgendaId', order: ['order', 'id'] });
const goalsBasedOn = childrenOf({ table: goalTable, by: 'basedOnId', order: ['id'] });

/** Reads common agendas and their goals, with readers for strategies, endorsements and the glossary. */
export class AgendaReader {
  readonly strategies: StrategyReader;
  readonly endorsements: EndorsementReader;
  readonly glossary: GlossaryReader;
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.strategies = new StrategyReader(reader);
    this.endorsements = new EndorsementReader(reader);
    this.glossary = new GlossaryReader(reader);
  }

  /** The agenda in force in an ecosystem. Null if there is none. */
  async inForce(ecosystemId: string): Promise<CommonAgendaRow | null> {
    const [agenda] = await this.#reader.list(agendaInForce, { parent: ecosystemId });
    return agenda ?? null;
  }

  /** Every version of an ecosystem's agenda, by number. */
  agendas(ecosystemId: string, page: PageArguments): Promise<Page<CommonAgendaRow>> {
    return this.#reader.page(agendasOfEcosystem, { parent: ecosystemId, page });
  }

  /** The goals of an agenda, in the order of the agenda. */
  goals(commonAgendaId: string, page: PageArguments): Promise<Page<GoalRow>> {
    return this.#reader.page(goalsOfAgenda, { parent: commonAgendaId, page });
  }

  /** The goals of later versions that continue a goal, oldest record first. */
  goalsBasedOn(goalId: string, page: PageArguments): Promise<Page<GoalRow>> {
    return this.#reader.page(goalsBasedOn, { parent: goalId, page });
  }
}
