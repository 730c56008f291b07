import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import { childrenOf, type Scope } from '../../shared/relation.ts';
import { type RowOf, tableOf } from '../../shared/table.ts';
import { AdoptionEntity } from './adoption.entity.ts';

/** An adoption as readers return it. */
export interface AdoptionRow extends RowOf<typeof AdoptionEntity> {}

/** Filters a list of adoptions. */
export interface AdoptionFilter {
  /** Only adoptions that are in force on this day. */
  on?: string | null;
}

interface AdoptionList {
  page: PageArguments;
  filter: AdoptionFilter;
}

const adoptionTable = tableOf<AdoptionRow>(AdoptionEntity);

const where = ({ on }: AdoptionFilter, { eb }: Scope<AdoptionRow>) =>
  on == null ? [] : [eb('t.starts_on', '<=', on), eb.or([eb('t.ends_on', 'is', null), eb('t.ends_on', '>=', on)])];

const order = ['startsOn', 'id'] as const;
const adoptionsOfVersion = childrenOf({ table: adoptionTable, by: 'indicatorVersionId', order, where });
const adoptionsOfOrganization = childrenOf({ table: adoptionTable, by: 'organizationId', order, where });

/** Reads which organizations agreed to report an indicator version, by first day. */
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
