import { sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader, type Relation } from '../shared/reader.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { CommonAgendaEntity } from './common-agenda.entity.ts';
import { GoalEntity } from './goal.entity.ts';

/** A version of a common agenda as readers answer it. */
export type CommonAgendaRow = RowOf<typeof CommonAgendaEntity>;

/** A goal as readers answer it. */
export type GoalRow = RowOf<typeof GoalEntity>;

export const commonAgendaTable = tableOf<CommonAgendaRow>(CommonAgendaEntity);
export const goalTable = tableOf<GoalRow>(GoalEntity);

const agendasOfEcosystem = childrenOf({ table: commonAgendaTable, by: 'ecosystemId', order: ['number'] });

// At most one, by a unique index.
const agendaInForce: Relation<CommonAgendaRow> = {
  name: 'common_agenda.inForce',
  table: commonAgendaTable,
  of: sql<boolean>`"t"."ecosystem_id" = "k"."parent" and "t"."status" = 'RATIFIED'`,
  order: ['id'],
};

const goalsOfAgenda = childrenOf({ table: goalTable, by: 'commonAgendaId', order: ['order', 'id'] });

/** Reads common agendas and their goals. */
export class AgendaReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The agenda that an ecosystem has in force, or null. */
  async inForce(ecosystemId: string): Promise<CommonAgendaRow | null> {
    const [agenda] = await this.#reader.list(agendaInForce, { parent: ecosystemId });
    return agenda ?? null;
  }

  /** Every version of an ecosystem's agenda, by number. */
  agendas(ecosystemId: string, page: PageArguments): Promise<Page<CommonAgendaRow>> {
    return this.#reader.page(agendasOfEcosystem, { parent: ecosystemId, page });
  }

  /** The goals of an agenda, in its order. */
  goals(commonAgendaId: string, page: PageArguments): Promise<Page<GoalRow>> {
    return this.#reader.page(goalsOfAgenda, { parent: commonAgendaId, page });
  }
}
