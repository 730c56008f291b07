import { backboneFunctions, type FundingStatus } from '@collective-impact/sdk/backbone';
import { hasCode } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf } from '../shared/relation.ts';
import { type FundingRow, fundingTable } from './tables.ts';

/** Filters a list of funding. */
export interface FundingFilter {
  status?: FundingStatus | null;
  /** Code of the list `backbone-function`. */
  function?: string | null;
}

/** The funding of an ecosystem that the viewer may see: totals and funded months are computed from it. */
export interface EcosystemFunding {
  ecosystemId: string;
  funding: FundingRow[];
}

const fundingOfEcosystem = childrenOf<FundingRow, FundingFilter>({
  table: fundingTable,
  by: 'ecosystemId',
  order: ['id'],
  where: ({ status, function: code }, { eb }) => [
    status != null && eb('t.status', '=', status),
    code != null && hasCode(eb.ref('t.function'), { list: backboneFunctions, code }),
  ],
});

const fundingByFunder = childrenOf({ table: fundingTable, by: 'funderId', order: ['id'] });
const fundingByRecipient = childrenOf({ table: fundingTable, by: 'recipientId', order: ['id'] });
const subAwardsOfAward = childrenOf({ table: fundingTable, by: 'awardId', order: ['id'] });
const fundingOfStrategy = childrenOf({ table: fundingTable, by: 'strategyId', order: ['id'] });

/** Reads funding. Every list has the oldest record first. */
export class FundingReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The funding of an ecosystem, oldest first. */
  ofEcosystem(ecosystemId: string, list: { page: PageArguments; filter: FundingFilter }): Promise<Page<FundingRow>> {
    return this.#reader.page(fundingOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** All funding of an ecosystem. */
  async allFunding(ecosystemId: string): Promise<EcosystemFunding> {
    return { ecosystemId, funding: await this.#reader.list(fundingOfEcosystem, { parent: ecosystemId }) };
  }

  /** The funding that an organization gives. */
  givenBy(organizationId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(fundingByFunder, { parent: organizationId, page });
  }

  /** The funding that an organization receives. */
  receivedBy(organizationId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(fundingByRecipient, { parent: organizationId, page });
  }

  /** The sub-awards of an award. */
  subAwards(awardId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(subAwardsOfAward, { parent: awardId, page });
  }

  /** The funding for a strategy. */
  ofStrategy(strategyId: string, page: PageArguments): Promise<Page<FundingRow>> {
    return this.#reader.page(fundingOfStrategy, { parent: strategyId, page });
  }
}
