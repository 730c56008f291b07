import { stakeholderGroups } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader, Relation } from '../shared/reader.ts';
import { childrenOf } from '../shared/reader.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { EcosystemEntity } from './ecosystem.entity.ts';
import { OrganizationEntity } from './organization.entity.ts';

/** An ecosystem as readers answer it. */
export type EcosystemRow = RowOf<typeof EcosystemEntity>;

/** An organization as readers answer it. */
export type OrganizationRow = RowOf<typeof OrganizationEntity>;

export const ecosystemTable = tableOf<EcosystemRow>(EcosystemEntity);
export const organizationTable = tableOf<OrganizationRow>(OrganizationEntity);

/** As which stakeholder groups an organization takes part, and when. */
export type Membership = Pick<OrganizationRow, 'stakeholderGroups' | 'joinedOn' | 'leftOn'>;

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

/** Reads ecosystems and their organizations. */
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

  /** What sector coverage is worked out from: the stakeholder groups of every organization, and when it took part. */
  membership(ecosystemId: string): Promise<Membership[]> {
    return this.#reader
      .loader<string, Membership[]>('ecosystem#membership', async (ids) => {
        const rows = await this.#reader.rows<Membership & { ecosystemId: string }>(
          sql`select "t"."ecosystem_id" as "ecosystemId", "t"."stakeholder_groups" as "stakeholderGroups", "t"."joined_on" as "joinedOn", "t"."left_on" as "leftOn" from "organization" as "t" where "t"."ecosystem_id" = any(${ids}::uuid[]) and ${visibleTo(this.#reader.viewer)}`,
        );
        const byEcosystem = Map.groupBy(rows, (row) => row.ecosystemId);
        return ids.map((id) => byEcosystem.get(id) ?? []);
      })
      .load(ecosystemId);
  }
}
