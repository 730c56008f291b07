import { stakeholderGroups } from '@collective-impact/sdk/ecosystem';
import { partnershipTypeRules, partnershipTypes } from '@collective-impact/sdk/partnership';
import { type RawBuilder, sql } from 'kysely';
import { anyOf, hasCodeAmong } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { type Condition, childrenOf, type Relation, type Scope } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { visibleTo } from '../shared/visibility.ts';
import type { PartnershipTables } from './entities.ts';
import { PartnershipEntity } from './partnership.entity.ts';

/** A partnership as readers return it. */
export interface PartnershipRow extends RowOf<typeof PartnershipEntity> {}

/** Filters a list of partnerships. */
export interface PartnershipFilter {
  /**
   * Filter by type: a code of the list `partnership-type`. A partnership can have several types: those in `codedTypes`, or
   * else the derived types.
   */
  type?: string | null;
  /** Filter by partnerships that are active on this date. */
  activeOn?: string | null;
}

/** The fields of a partnership that sector coverage uses. */
export type PartnershipOfTwo = Pick<PartnershipRow, 'organizationId' | 'partnerId' | 'startedOn' | 'endedOn'>;

const partnershipTable = tableOf<PartnershipRow>(PartnershipEntity);

const where = (filter: PartnershipFilter, scope: Scope<PartnershipRow>) => [
  filter.type != null && isOfType(filter.type, scope),
  ...(filter.activeOn == null ? [] : isActive(filter.activeOn, scope)),
];

const partnershipsOfEcosystem = childrenOf({ table: partnershipTable, by: 'ecosystemId', order: ['id'], where });

const partnershipsOfOrganization: Relation<PartnershipRow, PartnershipFilter> = {
  name: 'partnership.side',
  table: partnershipTable,
  of: ({ eb }) => {
    const parent = eb.ref('k.parent');
    return eb.or([eb('t.organization_id', '=', parent), eb('t.partner_id', '=', parent)]);
  },
  order: ['id'],
  where,
};

/** Reads partnerships. */
export class PartnershipReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The partnerships of an ecosystem, oldest record first. */
  partnerships(
    ecosystemId: string,
    list: { page: PageArguments; filter: PartnershipFilter },
  ): Promise<Page<PartnershipRow>> {
    return this.#reader.page(partnershipsOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** The partnerships of an organization on either side, including those of other ecosystems. Oldest record first. */
  partnershipsOf(
    organizationId: string,
    list: { page: PageArguments; filter: PartnershipFilter },
  ): Promise<Page<PartnershipRow>> {
    return this.#reader.page(partnershipsOfOrganization, { parent: organizationId, ...list });
  }

  /** All partnerships of an ecosystem: the input of sector coverage. */
  everyPartnership(ecosystemId: string): Promise<PartnershipOfTwo[]> {
    return this.#reader.rowsOf({
      name: 'partnership#all',
      parent: ecosystemId,
      statement: (ids) =>
        this.#reader
          .tables<PartnershipTables>()
          .selectFrom('partnership as t')
          .select([
            't.ecosystem_id as parent',
            't.organization_id as organizationId',
            't.partner_id as partnerId',
            't.started_on as startedOn',
            't.ended_on as endedOn',
          ])
          .where('t.ecosystem_id', '=', anyOf(ids))
          .where(visibleTo(this.#reader.viewer, { table: 'partnership' })),
    });
  }
}

function isActive(on: string, { eb }: Scope<PartnershipRow>): Condition[] {
  return [
    eb.or([eb('t.started_on', 'is', null), eb('t.started_on', '<=', on)]),
    eb.or([eb('t.ended_on', 'is', null), eb('t.ended_on', '>=', on)]),
  ];
}

/** The rules of `derivePartnershipTypes` as a condition. A partnership with a hidden organization has no derived type. */
function isOfType(type: string, { eb, visible }: Scope<PartnershipRow>): Condition {
  const coded = hasCodeAmong(eb.ref('t.coded_types'), { list: partnershipTypes, code: type });
  const rules = partnershipTypeRules.filter((rule) => rule.type === type);
  if (rules.length === 0) return coded;
  const groups = (alias: string) =>
    sql`array(select "g"->>'code' from jsonb_array_elements(${sql.ref(`${alias}.stakeholder_groups`)}) as "g" where "g"->>'scheme' = ${sql.lit(stakeholderGroups.scheme)})`;
  const cases = rules.map((rule) => {
    const [one, other] = [textArray(rule.one), textArray(rule.other)];
    return sql`("two"."one" && ${one} and "two"."other" && ${other}) or ("two"."other" && ${one} and "two"."one" && ${other})`;
  });
  return sql<boolean>`(${coded} or ("t"."coded_types" = '[]' and exists (select 1 from "organization" as "a"
    join "organization" as "b" on "b"."id" = "t"."partner_id" and ${visible('organization', 'b')}
    cross join lateral (select ${groups('a')} as "one", ${groups('b')} as "other") as "two"
    where "a"."id" = "t"."organization_id" and ${visible('organization', 'a')} and (${sql.join(cases, sql` or `)}))))`;
}

function textArray(codes: readonly string[]): RawBuilder<string[]> {
  return sql<string[]>`array[${sql.join(codes.map((code) => sql.lit(code)))}]::text[]`;
}
