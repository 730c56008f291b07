import type { Principal } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { AccessGrantEntity } from './access-grant.entity.ts';

/** A grant as readers return it. */
export type AccessGrantRow = RowOf<typeof AccessGrantEntity>;

const isInEffect = sql<boolean>`"t"."revoked_at" is null`;
const table = tableOf<AccessGrantRow>(AccessGrantEntity);
const order = ['createdAt', 'id'] as const;

const grantsOfEcosystem = childrenOf<AccessGrantRow, object>({
  table,
  by: 'ecosystemId',
  order,
  where: () => [isInEffect],
});

/** A principal sees its own grants. */
const grantsOfPrincipal = childrenOf<AccessGrantRow, object>({
  table,
  by: 'principalId',
  order,
  parts: true,
  where: () => [isInEffect],
});

/** Reads principals and their grants. */
export class AccessReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The grants in effect of an ecosystem, the oldest first. */
  grants(ecosystemId: string, page: PageArguments): Promise<Page<AccessGrantRow>> {
    return this.#reader.page(grantsOfEcosystem, { parent: ecosystemId, page, filter: {} });
  }

  /** The grants in effect of the viewer, the oldest first. None if the viewer is not a principal. */
  async ownGrants(): Promise<AccessGrantRow[]> {
    const { viewer } = this.#reader;
    if (viewer.kind !== 'PRINCIPAL') return [];
    return await this.#reader.list(grantsOfPrincipal, { parent: viewer.principal.id, filter: {} });
  }

  /** The principal of a grant. */
  principal(id: string): Promise<Principal> {
    return this.#reader
      .loader<string, Principal>('principal#id', async (ids) => {
        const rows = await this.#reader.rows<Principal>(
          sql`select "id", "kind", "name", "is_operator" as "isOperator" from "principal" where "id" = any(${ids}::uuid[])`,
        );
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((each) => {
          const found = byId.get(each);
          if (!found) throw new Error(`There is no principal ${each}.`);
          return found;
        });
      })
      .load(id);
  }
}
