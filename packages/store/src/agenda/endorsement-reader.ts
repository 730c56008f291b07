import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader } from '../shared/reader.ts';
import { type EndorsementRow, endorsementTable } from './tables.ts';

/** Narrows a list of endorsements. */
export interface EndorsementFilter {
  /** Only those that were withdrawn, or only those that were not. */
  withdrawn?: boolean | null;
}

/** Who takes part in an ecosystem, from when and until when. */
export interface Participation {
  id: string;
  joinedOn: string | null;
  leftOn: string | null;
}

/** Who endorsed an agenda, from when and until when. */
export type Signing = Pick<EndorsementRow, 'organizationId' | 'endorsedOn' | 'withdrawnOn'>;

interface EndorsementList {
  page: PageArguments;
  filter: EndorsementFilter;
}

const where = ({ withdrawn }: EndorsementFilter) =>
  withdrawn == null ? sql<boolean>`true` : sql<boolean>`("t"."withdrawn_on" is not null) = ${withdrawn}::boolean`;

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

  /** What the support of an agenda is worked out from: who takes part in its ecosystem, and who endorsed it. */
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
    return this.#reader
      .loader<string, Participation[]>('organization#participation', async (ids) => {
        const rows = await this.#reader.rows<Participation & { parent: string }>(
          sql`select "t"."ecosystem_id" as "parent", "t"."id", "t"."joined_on" as "joinedOn", "t"."left_on" as "leftOn" from "organization" as "t" where "t"."ecosystem_id" = any(${ids}::uuid[]) and ${visibleTo(this.#reader.viewer)}`,
        );
        return byParent(ids, rows);
      })
      .load(ecosystemId);
  }

  #signings(commonAgendaId: string): Promise<Signing[]> {
    return this.#reader
      .loader<string, Signing[]>('endorsement#signing', async (ids) => {
        const rows = await this.#reader.rows<Signing & { parent: string }>(
          sql`select "t"."common_agenda_id" as "parent", "t"."organization_id" as "organizationId", "t"."endorsed_on" as "endorsedOn", "t"."withdrawn_on" as "withdrawnOn" from "endorsement" as "t" where "t"."common_agenda_id" = any(${ids}::uuid[]) and ${visibleTo(this.#reader.viewer)}`,
        );
        return byParent(ids, rows);
      })
      .load(commonAgendaId);
  }
}

function byParent<Row extends { parent: string }>(parents: readonly string[], rows: Row[]): Row[][] {
  const groups = Map.groupBy(rows, (row) => row.parent);
  return parents.map((parent) => groups.get(parent) ?? []);
}
