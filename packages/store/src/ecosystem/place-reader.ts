import type { Viewer } from '@collective-impact/sdk';
import { placeLevels } from '@collective-impact/sdk/ecosystem';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { anyFrom, codeIn } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { visibleTo } from '../shared/visibility.ts';
import { requireUsedCode } from '../shared/writing/known-value.ts';
import type { EcosystemTables } from './entities.ts';
import { type OrganizationRow, organizationTable } from './organization-reader.ts';
import { PlaceEntity } from './place.entity.ts';

/** A place as readers return it. */
export interface PlaceRow extends RowOf<typeof PlaceEntity> {}

/** Filters a list of places. */
export interface PlaceFilter {
  /** Code of a level, of any scheme. */
  level?: string | null;
}

export const placeTable = tableOf<PlaceRow>(PlaceEntity);

const placesOfEcosystem = childrenOf<PlaceRow, PlaceFilter>({
  table: placeTable,
  by: 'ecosystemId',
  order: ['codeKey', 'id'],
  where: ({ level }, { eb }) => [level != null && sql<SqlBool>`${eb.ref('t.level')} ->> 'code' = ${level}`],
});

const childPlaces = childrenOf<PlaceRow>({ table: placeTable, by: 'parentId', order: ['codeKey', 'id'] });

const servingOrganizations: Relation<OrganizationRow> = {
  name: 'organization.serviceAreas',
  table: organizationTable,
  of: ({ viewer }) => servesPlace(viewer, sql`"t"."service_areas"`),
  findsFirst: true,
  order: ['name', 'id'],
};

/**
 * The condition that the service areas of a row `t`, an array of codes, include the place `k.parent` or a place that contains
 * it. It stops at a place that the viewer may not see: nothing behind that place is known to contain this one. The ecosystems come
 * first, so that an index finds their rows, and `offset 0` makes an index find each place.
 */
export function servesPlace(viewer: Viewer, serviceAreas: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const line = sql`with recursive "line" as (
      select "p"."ecosystem_id", "p"."code", "p"."parent_id" from "place" as "p" where "p"."id" = "k"."parent"
      union select "p"."ecosystem_id", "p"."code", "p"."parent_id" from "line" cross join lateral (select "p"."ecosystem_id", "p"."code", "p"."parent_id"
        from "place" as "p" where "p"."id" = "line"."parent_id" and ${visibleTo(viewer, { table: 'place', alias: 'p' })} offset 0) as "p")`;
  return sql<SqlBool>`"t"."ecosystem_id" = ${anyFrom(sql`(${line} select "line"."ecosystem_id" from "line")`)} and exists (
    ${line} select from "line" where "t"."ecosystem_id" = "line"."ecosystem_id"
      and ${serviceAreas} @> jsonb_build_array(jsonb_build_object('scheme', "line"."code" ->> 'scheme', 'code', "line"."code" ->> 'code')))`;
}

/** Reads places. */
export class PlaceReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The places of an ecosystem, by scheme and code. Throws an `InputError` for a level that no place has and that is not in the
   * code list.
   */
  async ofEcosystem(ecosystemId: string, list: { page: PageArguments; filter: PlaceFilter }): Promise<Page<PlaceRow>> {
    const page = await this.#reader.page(placesOfEcosystem, { parent: ecosystemId, ...list });
    const isVisible = visibleTo(this.#reader.viewer, { table: 'place', alias: 'p' });
    const places = this.#reader.tables<EcosystemTables>().selectFrom('place as p').where(isVisible);
    await requireUsedCode(this.#reader, {
      rows: page.rows,
      code: list.filter.level,
      argument: 'level',
      used: places.distinct().select(codeIn('p.level').as('code')),
      known: placeLevels.codes.map(({ code }) => code),
    });
    return page;
  }

  /** The places that a place contains directly, by scheme and code. */
  children(placeId: string, page: PageArguments): Promise<Page<PlaceRow>> {
    return this.#reader.page(childPlaces, { parent: placeId, page });
  }

  /** The organizations that serve a place, by name. */
  organizations(placeId: string, page: PageArguments): Promise<Page<OrganizationRow>> {
    return this.#reader.page(servingOrganizations, { parent: placeId, page });
  }
}
