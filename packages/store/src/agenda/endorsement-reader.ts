import { visibleTo } from '../access/index.ts';
import { anyOf } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Scope } from '../shared/relation.ts';
import type { AgendaTables } from './entities.ts';
import { type EndorsementRow, endorsementTable } from './tables.ts';

/** Filters a list of endorsements. */
export interface EndorsementFilter {
  /** Only those that were withdrawn, or only those that were not. */
  withdrawn?: boolean | null;
}

/** When an organization joined and left its ecosystem. */
export interface Participation {
  id: string;
  joinedOn: string | null;
  leftOn: string | null;
}

/** Which organization endorsed an agenda, and from which day to which. */
export type Signing = Pick<EndorsementRow, 'organizationId' | 'endorsedOn' | 'withdrawnOn'>;

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

/** Reads endorsements, by day. */
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

  /** The input of the support for an agenda: the organizations of its ecosystem, and the endorsements. */
  async support(agenda: {
    id: string;
    ecosystemId: string;
  }): Promise<{ organizations: Participation[]; endorsements: Signing[] }> {
    const [organizations, endorsements] = await Promise.all([
      this.#participations(agenda.ecosystemId),
      this.#signings(agenda.id),
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
          .where(visibleTo(this.#reader.viewer)),
    });
  }

  #signings(commonAgendaId: string): Promise<Signing[]> {
    return this.#reader.rowsOf({
      name: 'endorsement#signing',
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
          .where(visibleTo(this.#reader.viewer)),
    });
  }
}
