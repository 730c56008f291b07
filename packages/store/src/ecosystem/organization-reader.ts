import { stakeholderGroups } from '@collective-impact/sdk/ecosystem';
import { sql } from 'kysely';
import { anyOf, hasCodeAmong } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation, type Scope } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { visibleTo } from '../shared/visibility.ts';
import { ContactEntity } from './contact.entity.ts';
import type { EcosystemTables } from './entities.ts';
import { OrganizationEntity } from './organization.entity.ts';

/** An organization as readers return it. */
export interface OrganizationRow extends RowOf<typeof OrganizationEntity> {}

/** A contact as readers return it. */
export interface ContactRow extends RowOf<typeof ContactEntity> {}

export const organizationTable = tableOf<OrganizationRow>(OrganizationEntity);

/** The fields of an organization that sector coverage uses. */
export type Membership = Pick<OrganizationRow, 'id' | 'stakeholderGroups' | 'joinedOn' | 'leftOn'>;

/** Filters a list of organizations. */
export interface OrganizationFilter {
  /** Code of a stakeholder group of the default scheme. */
  stakeholderGroup?: string | null;
}

const inGroup = ({ stakeholderGroup: code }: OrganizationFilter, { eb }: Scope<OrganizationRow>) => [
  code != null && hasCodeAmong(eb.ref('t.stakeholder_groups'), { list: stakeholderGroups, code }),
];

const everyOrganization: Relation<OrganizationRow, OrganizationFilter> = {
  name: 'organization',
  table: organizationTable,
  of: null,
  order: ['name', 'id'],
  where: inGroup,
};

const organizationsOfEcosystem = childrenOf<OrganizationRow, OrganizationFilter>({
  table: organizationTable,
  by: 'ecosystemId',
  order: ['name', 'id'],
  where: inGroup,
});

// The index of identifiers finds the organizations that share one of the parent's identifiers.
const sameOrganization: Relation<OrganizationRow> = {
  name: 'organization.sameAs',
  table: organizationTable,
  of: ({ tables }) => {
    const eb = tables<EcosystemTables>();
    return eb(
      't.id',
      'in',
      eb
        .selectFrom('organization as o')
        .crossJoinLateral(({ ref }) =>
          sql<{ value: unknown }>`jsonb_array_elements(${ref('o.identifiers')})`.as<'i'>(sql`"i"`),
        )
        .innerJoin('organization as s', (join) =>
          join.on(({ ref }) => sql`${ref('s.identifiers')} @> jsonb_build_array(${ref('i.value')})`),
        )
        .select('s.id')
        .whereRef('o.id', '=', 'k.parent')
        .whereRef('s.ecosystem_id', '<>', 'o.ecosystem_id'),
    );
  },
  order: ['name', 'id'],
};

const contactsOfOrganization = childrenOf({
  table: tableOf<ContactRow>(ContactEntity),
  by: 'organizationId',
  order: ['name', 'id'],
});

/** Reads organizations and their contacts. */
export class OrganizationReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The organizations of an ecosystem, or of all ecosystems if `ecosystemId` is null, by name. */
  ofEcosystem(
    ecosystemId: string | null,
    list: { page: PageArguments; filter: OrganizationFilter },
  ): Promise<Page<OrganizationRow>> {
    const relation = ecosystemId === null ? everyOrganization : organizationsOfEcosystem;
    return this.#reader.page(relation, { parent: ecosystemId, ...list });
  }

  /** The organizations of other ecosystems that share an identifier with this one, by name. */
  sameAs(organizationId: string, page: PageArguments): Promise<Page<OrganizationRow>> {
    return this.#reader.page(sameOrganization, { parent: organizationId, page });
  }

  /** The contacts of an organization, by name. */
  contacts(organizationId: string, page: PageArguments): Promise<Page<ContactRow>> {
    return this.#reader.page(contactsOfOrganization, { parent: organizationId, page });
  }

  /** The organizations of an ecosystem as input of `sectorCoverage`. */
  membership(ecosystemId: string): Promise<Membership[]> {
    return this.#reader.rowsOf({
      name: 'ecosystem#membership',
      parent: ecosystemId,
      statement: (ids) =>
        this.#reader
          .tables<EcosystemTables>()
          .selectFrom('organization as t')
          .select([
            't.ecosystem_id as parent',
            't.id',
            't.stakeholder_groups as stakeholderGroups',
            't.joined_on as joinedOn',
            't.left_on as leftOn',
          ])
          .where('t.ecosystem_id', '=', anyOf(ids))
          .where(visibleTo(this.#reader.viewer, { table: 'organization' })),
    });
  }
}
