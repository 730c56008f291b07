import { backboneFunctions, type FundingStatus } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader } from '../shared/reader.ts';
import { isCode } from './is-code.ts';
import { type FundingRow, fundingTable } from './tables.ts';

/** Filters for a list of funding. */
export interface FundingFilter {
  status?: FundingStatus | null;
  /** Code of a function in the list `backbone-function`. */
  function?: string | null;
}

/** The funding of an ecosystem that the viewer may see: totals and funded months are computed from it. */
export interface EcosystemFunding {
  ecosystemId: string;
  funding: FundingRow[];
}

const ofEcosystem = childrenOf<FundingRow, FundingFilter>({
  table: fundingTable,
  by: 'ecosystemId',
  order: ['id'],
  where: ({ status, function: code }) => {
    const being = status == null ? sql`true` : sql`"t"."status" = ${status}`;
    return sql<boolean>`${being} and ${isCode(backboneFunctions, { column: 't.function', code })}`;
  },
});

const byFunder = childrenOf({ table: fundingTable, by: 'funderId', order: ['id'] });
const byRecipient = childrenOf({ table: fundingTable, by: 'recipientId', order: ['id'] });
const partsOfAward = childrenOf({ table: fundingTable, by: 'awardId', order: ['id'] });
const forStrategy = childrenOf({ table: fundingTable, by: 'strategyId', order: ['id'] });

/** Reads funding. Every list is ordered by age, oldest first. */
export class FundingReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The funding of an ecosystem, oldest first. */
  inEcosystem(ecosystemId: string, list: { page: PageArguments; filter: FundingFilter }): Promise<Page<FundingRow>> {
    return this.#reader.page(ofEcosystem, { parent: ecosystemId, ...list });
  }

  /** All funding of an ecosystem. */
  async every(ecosystemId: string): Promise<EcosystemFunding> {
    return { ecosystemId, funding: await this.#reader.list(ofEcosystem, { parent: ecosystemId }) };
  }

  /** Funding that an organization gives. */
  givenBy(organizationId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(byFunder, { parent: organizationId, page });
  }

  /** Funding that an organization receives. */
  receivedBy(organizationId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(byRecipient, { parent: organizationId, page });
  }

  /** Sub-awards of an award. */
  subAwards(awardId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(partsOfAward, { parent: awardId, page });
  }

  /** Funding for a strategy. */
  ofStrategy(strategyId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(forStrategy, { parent: strategyId, page });
  }
}
