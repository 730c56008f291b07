import { backboneFunctions, type FundingStatus } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader } from '../shared/reader.ts';
import { isCode } from './is-code.ts';
import { type FundingRow, fundingTable } from './tables.ts';

/** Narrows a list of funding commitments. */
export interface FundingFilter {
  status?: FundingStatus | null;
  /** Code of a function of our list. */
  function?: string | null;
}

/** The funding commitments of an ecosystem that a viewer sees: what totals and the months ahead are worked out from. */
export type EcosystemFunding = FundingRow[];

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

/** Reads funding commitments, each list by age. */
export class FundingReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  commitments(
    ecosystemId: string,
    list: { page: PageArguments; filter: FundingFilter },
  ): Promise<Page<FundingRow>> {
    return this.#reader.page(ofEcosystem, { parent: ecosystemId, ...list });
  }

  /** All of them. */
  every(ecosystemId: string): Promise<EcosystemFunding> {
    return this.#reader.list(ofEcosystem, { parent: ecosystemId });
  }

  /** What an organization gives. */
  givenBy(organizationId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(byFunder, { parent: organizationId, page });
  }

  /** What an organization gets. */
  receivedBy(organizationId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(byRecipient, { parent: organizationId, page });
  }

  /** The parts of an award that are passed on. */
  subAwards(awardId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(partsOfAward, { parent: awardId, page });
  }

  /** The money for a strategy. */
  ofStrategy(strategyId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(forStrategy, { parent: strategyId, page });
  }
}
