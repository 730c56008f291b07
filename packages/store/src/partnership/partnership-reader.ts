import type { Viewer } from '@collective-impact/sdk';
import { stakeholderGroups } from '@collective-impact/sdk/ecosystem';
import { partnershipTypeRules, partnershipTypes } from '@collective-impact/sdk/partnership';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader, type Relation } from '../shared/reader.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { PartnershipEntity } from './partnership.entity.ts';

/** A partnership as readers answer it. */
export type PartnershipRow = RowOf<typeof PartnershipEntity>;

/** Narrows a list of partnerships. */
export interface PartnershipFilter {
  /** Code of a type of our list: as a site coded it, else as it follows from the two organizations. */
  type?: string | null;
  /** Only those that are active on this day. */
  activeOn?: string | null;
}

/** What sector coverage looks at in a partnership. */
export type PartnershipOfTwo = Pick<PartnershipRow, 'organizationId' | 'partnerId' | 'startedOn' | 'endedOn'>;

const partnershipTable = tableOf<PartnershipRow>(PartnershipEntity);

/** Reads partnerships. */
export class PartnershipReader {
  readonly #reader: Reader;
  readonly #ofEcosystem: Relation<PartnershipRow, PartnershipFilter>;
  readonly #ofOrganization: Relation<PartnershipRow, PartnershipFilter>;

  constructor(reader: Reader) {
    this.#reader = reader;
    const where = (filter: PartnershipFilter) =>
      sql<boolean>`${isOfType(reader.viewer, filter)} and ${isActive(filter)}`;
    this.#ofEcosystem = childrenOf({ table: partnershipTable, by: 'ecosystemId', order: ['id'], where });
    this.#ofOrganization = {
      name: 'partnership.side',
      table: partnershipTable,
      of: sql<boolean>`("t"."organization_id" = "k"."parent" or "t"."partner_id" = "k"."parent")`,
      order: ['id'],
      where,
    };
  }

  /** The partnerships of an ecosystem, by age. */
  partnerships(
    ecosystemId: string,
    list: { page: PageArguments; filter: PartnershipFilter },
  ): Promise<Page<PartnershipRow>> {
    return this.#reader.page(this.#ofEcosystem, { parent: ecosystemId, ...list });
  }

  /** The partnerships of an organization, whichever side it is, also those that another ecosystem keeps; by age. */
  partnershipsOf(
    organizationId: string,
    list: { page: PageArguments; filter: PartnershipFilter },
  ): Promise<Page<PartnershipRow>> {
    return this.#reader.page(this.#ofOrganization, { parent: organizationId, ...list });
  }

  /** Who works together with whom in an ecosystem, and when: what sector coverage is worked out from. */
  everyPartnership(ecosystemId: string): Promise<PartnershipOfTwo[]> {
    return this.#reader
      .loader<string, PartnershipOfTwo[]>('partnership#all', async (ids) => {
        const rows = await this.#reader.rows<PartnershipOfTwo & { ecosystemId: string }>(
          sql`select "t"."ecosystem_id" as "ecosystemId", "t"."organization_id" as "organizationId", "t"."partner_id" as "partnerId", "t"."started_on" as "startedOn", "t"."ended_on" as "endedOn" from "partnership" as "t" where "t"."ecosystem_id" = any(${ids}::uuid[]) and ${visibleTo(this.#reader.viewer)}`,
        );
        const byEcosystem = Map.groupBy(rows, (row) => row.ecosystemId);
        return ids.map((id) => byEcosystem.get(id) ?? []);
      })
      .load(ecosystemId);
  }
}

function isActive({ activeOn }: PartnershipFilter): RawBuilder<boolean> {
  if (activeOn == null) return sql<boolean>`true`;
  return sql<boolean>`("t"."started_on" is null or "t"."started_on" <= ${activeOn}::date) and ("t"."ended_on" is null or "t"."ended_on" >= ${activeOn}::date)`;
}

/** The SDK's table of types as a condition; of organizations that the viewer does not see, no type follows. */
function isOfType(viewer: Viewer, { type }: PartnershipFilter): RawBuilder<boolean> {
  if (type == null) return sql<boolean>`true`;
  const coded = sql<boolean>`"t"."coded_type" @> jsonb_build_object('scheme', ${partnershipTypes.scheme}::text, 'code', ${type}::text)`;
  const groups = (alias: string) =>
    sql`array(select "g"->>'code' from jsonb_array_elements(${sql.ref(`${alias}.stakeholder_groups`)}) as "g" where "g"->>'scheme' = ${sql.lit(stakeholderGroups.scheme)})`;
  const lines = partnershipTypeRules.map((rule) => {
    const [one, other] = [textArray(rule.one), textArray(rule.other)];
    return sql`when ("two"."one" && ${one} and "two"."other" && ${other}) or ("two"."other" && ${one} and "two"."one" && ${other}) then ${sql.lit(rule.type)}`;
  });
  return sql<boolean>`(${coded} or ("t"."coded_type" is null and exists (select 1 from "organization" as "a" join "organization" as "b" on "b"."id" = "t"."partner_id" and ${visibleTo(viewer, 'b')} cross join lateral (select ${groups('a')} as "one", ${groups('b')} as "other") as "two" where "a"."id" = "t"."organization_id" and ${visibleTo(viewer, 'a')} and case ${sql.join(lines, sql` `)} end = ${type})))`;
}

function textArray(codes: readonly string[]): RawBuilder<string[]> {
  return sql<string[]>`array[${sql.join(codes.map((code) => sql.lit(code)))}]::text[]`;
}
