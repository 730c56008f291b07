import { anyOf } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Scope } from '../shared/relation.ts';
import { visibleTo } from '../shared/visibility.ts';
import type { AgendaTables } from './entities.ts';
import { type EndorsementRow, endorsementTable } from './tables.ts';

/** Filters a list of endorsements. */
export interface EndorsementFilter {
  /** True for withdrawn endorsements, false for the others. */
  withdrawn?: boolean | null;
}

/** When an organization joined and left its ecosystem. */
export interface Participation {
  id: string;
  joinedOn: string | null;
  leftOn: string | null;
}

/** The organization and the dates of an endorsement. */
export type EndorsementPeriod = Pick<EndorsementRow, 'organizationId' | 'endorsedOn' | 'withdrawnOn'>;

interface EndorsementList {
  page: PageArguments;
  filter: EndorsementFilter;
}

const where = ({ withdrawn }: EndorsementFilter, { eb }: Scope<EndorsementRow>) => [
  withdrawn != null && eb('t.withdrawn_on', withdrawn ? 'is not' : 'is', null),
];

const order = ['endorsedOn', 'id'] as const;
const endorsementsOfAgenda = childrenOf({ table: endorsementTable, by: 'commonAgendaId', order, where });
const endorsementsOfOrganization = childrenOf({ table: endorsementTable, by: 'organizationId', order, where });

/** Reads endorsements, by date. */
export class EndorsementReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  ofAgenda(commonAgendaId: string, { page, filter }: EndorsementList): Promise<Page<EndorsementRow>> {
    return this.#reader.page(endorsementsOfAgenda, { parent: commonAgendaId, page, filter });
  }

  ofOrganization(organizationId: string, { page, filter }: EndorsementList): Promise<Page<EndorsementRow>> {
    return this.#reader.page(endorsementsOfOrganization, { parent: organizationId, page, filter });
  }

  /** The organizations of the ecosystem and the endorsements of an agenda: the input of `agendaSupport`. */
  async support(agenda: {
    id: string;
    ecosystemId: string;
  }): Promise<{ organizations: Participation[]; endorsements: EndorsementPeriod[] }> {
    const [organizations, endorsements] = await Promise.all([
      this.#participations(agenda.ecosystemId),
      this.#endorsementPeriods(agenda.id),
    ]);
    return { organizations, endorsements };
  }

  #participations(ecosystemId: string): Promise<Participation[]> {
    return this.#reader.rowsOf({
      name: 'organization#participation',
      parent: ecosystemId,
      statement: (ids) =>
        this.#reader
          .tables<AgendaTables>()
          .selectFrom('organization as t')
          .select(['t.ecosystem_id as parent', 't.id', 't.joined_on as joinedOn', 't.left_on as leftOn'])
          .where('t.ecosystem_id', '=', anyOf(ids))
          .where(visibleTo(this.#reader.viewer, { table: 'organization' })),
    });
  }

  #endorsementPeriods(commonAgendaId: string): Promise<EndorsementPeriod[]> {
    return this.#reader.rowsOf({
      name: 'endorsement#period',
      parent: commonAgendaId,
      statement: (ids) =>
        this.#reader
          .tables<AgendaTables>()
          .selectFrom('endorsement as t')
          .select([
            't.common_agenda_id as parent',
            't.organization_id as organizationId',
            't.endorsed_on as endorsedOn',
            't.withdrawn_on as withdrawnOn',
          ])
          .where('t.common_agenda_id', '=', anyOf(ids))
          .where(visibleTo(this.#reader.viewer, { table: 'endorsement' })),
    });
  }
}
