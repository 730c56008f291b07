import { type TermStatus, termKey } from '@collective-impact/sdk/agenda';
import { type SqlBool, sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation, type Scope } from '../shared/relation.ts';
import type { AgendaTables } from './entities.ts';
import { type TermRow, termTable } from './tables.ts';

/** Filters a glossary. */
export interface GlossaryFilter {
  /** Text that the term or one of its synonyms contains. Case and spaces do not matter. */
  search?: string | null;
  status?: TermStatus | null;
}

const where = ({ search, status }: GlossaryFilter, { eb }: Scope<TermRow>) => [
  search != null && sql<SqlBool>`position(${termKey(search)} in ${eb.ref('t.search_text')}) > 0`,
  status != null && eb('t.status', '=', status),
];

const termsOfEcosystem = childrenOf({ table: termTable, by: 'ecosystemId', order: ['termKey', 'id'], where });

const keyTermsOfAgenda: Relation<TermRow> = {
  name: 'term.commonAgenda',
  table: termTable,
  of: ({ tables }) => {
    const eb = tables<AgendaTables>();
    const keyTermIds = eb.selectFrom('common_agenda as a').select('a.key_term_ids').whereRef('a.id', '=', 'k.parent');
    return eb('t.id', '=', sql<string>`any(${keyTermIds}::uuid[])`);
  },
  order: ['termKey', 'id'],
};

/** Reads the shared glossary of an ecosystem, by term. */
export class GlossaryReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  terms(ecosystemId: string, list: { page: PageArguments; filter: GlossaryFilter }): Promise<Page<TermRow>> {
    return this.#reader.page(termsOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** The key terms of a version of the common agenda, by term. */
  keyTerms(commonAgendaId: string, page: PageArguments): Promise<Page<TermRow>> {
    return this.#reader.page(keyTermsOfAgenda, { parent: commonAgendaId, page });
  }
}
