import { type TermStatus, termKey } from '@collective-impact/sdk/agenda';
import { sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader } from '../shared/reader.ts';
import { type TermRow, termTable } from './tables.ts';

/** Narrows a glossary. */
export interface GlossaryFilter {
  /** What the term or one of its synonyms contains, whatever its case and its spaces. */
  search?: string | null;
  status?: TermStatus | null;
}

const where = ({ search, status }: GlossaryFilter) =>
  sql<boolean>`${search == null ? sql`true` : sql`position(${termKey(search)} in "t"."search_text") > 0`} and ${status == null ? sql`true` : sql`"t"."status" = ${status}`}`;

const termsOfEcosystem = childrenOf({ table: termTable, by: 'ecosystemId', order: ['termKey', 'id'], where });

/** Reads the common language of an ecosystem, by term. */
export class GlossaryReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  terms(ecosystemId: string, list: { page: PageArguments; filter: GlossaryFilter }): Promise<Page<TermRow>> {
    return this.#reader.page(termsOfEcosystem, { parent: ecosystemId, ...list });
  }
}
