import { sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader } from '../shared/reader.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { AdoptionEntity } from './adoption.entity.ts';

/** An adoption as readers answer it. */
export type AdoptionRow = RowOf<typeof AdoptionEntity>;

/** Narrows a list of adoptions. */
export interface AdoptionFilter {
  /** Only those that hold on this day. */
  on?: string | null;
}

interface AdoptionList {
  page: PageArguments;
  filter: AdoptionFilter;
}

const adoptionTable = tableOf<AdoptionRow>(AdoptionEntity);

const where = ({ on }: AdoptionFilter) =>
  on == null
    ? sql<boolean>`true`
    : sql<boolean>`"t"."starts_on" <= ${on}::date and ("t"."ends_on" is null or "t"."ends_on" >= ${on}::date)`;

const order = ['startsOn', 'id'] as const;
const adoptionsOfVersion = childrenOf({ table: adoptionTable, by: 'indicatorVersionId', order, where });
const adoptionsOfOrganization = childrenOf({ table: adoptionTable, by: 'organizationId', order, where });

/** Reads which organizations agree to report what, by first day. */
export class AdoptionReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  ofVersion(indicatorVersionId: string, { page, filter }: AdoptionList): Promise<Page<AdoptionRow>> {
    return this.#reader.page(adoptionsOfVersion, { parent: indicatorVersionId, page, filter });
  }

  ofOrganization(organizationId: string, { page, filter }: AdoptionList): Promise<Page<AdoptionRow>> {
    return this.#reader.page(adoptionsOfOrganization, { parent: organizationId, page, filter });
  }
}
