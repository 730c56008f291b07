import { stakeholderGroups } from '@collective-impact/sdk/ecosystem';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader, Relation } from '../shared/reader.ts';
import { childrenOf } from '../shared/reader.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { ContactEntity } from './contact.entity.ts';
import { EcosystemEntity } from './ecosystem.entity.ts';
import { OrganizationEntity } from './organization.entity.ts';

/** An ecosystem as readers answer it. */
export type EcosystemRow = RowOf<typeof EcosystemEntity>;

/** An organization as readers answer it. */
export type OrganizationRow = RowOf<typeof OrganizationEntity>;

/** A contact as readers answer it. */
export type ContactRow = RowOf<typeof ContactEntity>;

export const ecosystemTable = tableOf<EcosystemRow>(EcosystemEntity);
export const organizationTable = tableOf<OrganizationRow>(OrganizationEntity);

/** As which stakeholder groups an organization takes part, and when. */
export type Membership = Pick<OrganizationRow, 'id' | 'stakeholderGroups' | 'joinedOn' | 'leftOn'>;

/** Narrows a list of organizations. */
export interface OrganizationFilter {
  /** Code of a stakeholder group of the default scheme. */
  stakeholderGroup?: string | null;
}

const everyEcosystem: Relation<EcosystemRow> = {
  name: 'ecosystem',
  table: ecosystemTable,
  of: null,
  order: ['name', 'id'],
};

const inGroup = ({ stakeholderGroup }: OrganizationFilter) =>
  stakeholderGroup == null
    ? sql<boolean>`true`
    : sql<boolean>`"t"."stakeholder_groups" @> jsonb_build_array(jsonb_build_object('scheme', ${stakeholderGroups.scheme}::text, 'code', ${stakeholderGroup}::text))`;

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

// The organizations that have an identifier of the parent's are looked up one by one in the index of identifiers.
const sameOrganization: Relation<OrganizationRow> = {
  name: 'organization.sameAs',
  table: organizationTable,
  of: sql<boolean>`"t"."id" in (select "s"."id" from "organization" as "o" cross join lateral jsonb_array_elements("o"."identifiers") as "i" join "organization" as "s" on "s"."identifiers" @> jsonb_build_array("i"."value") where "o"."id" = "k"."parent" and "s"."ecosystem_id" <> "o"."ecosystem_id")`,
  order: ['name', 'id'],
};

const contactsOfOrganization = childrenOf({
  table: tableOf<ContactRow>(ContactEntity),
  by: 'organizationId',
  order: ['name', 'id'],
});

/** Reads ecosystems, their organizations, and whom to turn to there. */
export class EcosystemReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The ecosystem with this short name, or null. */
  bySlug(slug: string): Promise<EcosystemRow | null> {
    return this.#reader
      .loader<string, EcosystemRow | null>('ecosystem#slug', async (slugs) => {
        const rows = await this.#reader.rows<EcosystemRow>(
          sql`select ${ecosystemTable.columns} from "ecosystem" as "t" where "t"."slug" = any(${slugs}::text[]) and ${visibleTo(this.#reader.viewer)}`,
        );
        const bySlug = new Map(rows.map((row) => [row.slug, row]));
        return slugs.map((one) => bySlug.get(one) ?? null);
      })
      .load(slug);
  }

  all(page: PageArguments): Promise<Page<EcosystemRow>> {
    return this.#reader.page(everyEcosystem, { parent: null, page });
  }

  /** The organizations of an ecosystem, or of all ecosystems where none is named, by name. */
  organizations(
    ecosystemId: string | null,
    list: { page: PageArguments; filter: OrganizationFilter },
  ): Promise<Page<OrganizationRow>> {
    const relation = ecosystemId === null ? everyOrganization : organizationsOfEcosystem;
    return this.#reader.page(relation, { parent: ecosystemId, ...list });
  }

  /** The organizations of other ecosystems that a register knows by the same name as this one, by name. */
  sameAs(organizationId: string, page: PageArguments): Promise<Page<OrganizationRow>> {
    return this.#reader.page(sameOrganization, { parent: organizationId, page });
  }

  /** Whom to turn to at an organization, by name. */
  contacts(organizationId: string, page: PageArguments): Promise<Page<ContactRow>> {
    return this.#reader.page(contactsOfOrganization, { parent: organizationId, page });
  }

  /** What sector coverage is worked out from: the stakeholder groups of every organization, and when it took part. */
  membership(ecosystemId: string): Promise<Membership[]> {
    return this.#reader
      .loader<string, Membership[]>('ecosystem#membership', async (ids) => {
        const rows = await this.#reader.rows<Membership & { ecosystemId: string }>(
          sql`select "t"."id", "t"."ecosystem_id" as "ecosystemId", "t"."stakeholder_groups" as "stakeholderGroups", "t"."joined_on" as "joinedOn", "t"."left_on" as "leftOn" from "organization" as "t" where "t"."ecosystem_id" = any(${ids}::uuid[]) and ${visibleTo(this.#reader.viewer)}`,
        );
        const byEcosystem = Map.groupBy(rows, (row) => row.ecosystemId);
        return ids.map((id) => byEcosystem.get(id) ?? []);
      })
      .load(ecosystemId);
  }
}
