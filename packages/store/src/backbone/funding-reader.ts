import { backboneFunctions, type FundingStatus } from '@collective-impact/sdk/backbone';
import { hasCode } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf } from '../shared/relation.ts';
import { type BudgetRow, budgetTable, type FundingRow, fundingTable } from './tables.ts';

/** Filters a list of funding. */
export interface FundingFilter {
  status?: FundingStatus | null;
  /** Code of the list `backbone-function`. */
  function?: string | null;
}

/** The funding and the budgets of an ecosystem that the viewer may see: the summary of its funding is computed from them. */
export interface EcosystemFunding {
  ecosystemId: string;
  funding: FundingRow[];
  budgets: BudgetRow[];
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

const budgetsOfEcosystem = childrenOf({ table: budgetTable, by: 'ecosystemId', order: ['startsOn', 'id'] });
const fundingByFunder = childrenOf({ table: fundingTable, by: 'funderId', order: ['id'] });
const fundingByRecipient = childrenOf({ table: fundingTable, by: 'recipientId', order: ['id'] });
const subAwardsOfAward = childrenOf({ table: fundingTable, by: 'awardId', order: ['id'] });
const fundingOfStrategy = childrenOf({ table: fundingTable, by: 'strategyId', order: ['id'] });

/** Reads funding and budgets. Every list of funding has the oldest record first. */
export class FundingReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The funding of an ecosystem, oldest first. */
  ofEcosystem(ecosystemId: string, list: { page: PageArguments; filter: FundingFilter }): Promise<Page<FundingRow>> {
    return this.#reader.page(fundingOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** The budgets of an ecosystem, by start date. */
  budgets(ecosystemId: string, page: PageArguments): Promise<Page<BudgetRow>> {
    return this.#reader.page(budgetsOfEcosystem, { parent: ecosystemId, page });
  }

  /** All funding and all budgets of an ecosystem. */
  async allFunding(ecosystemId: string): Promise<EcosystemFunding> {
    const [funding, budgets] = await Promise.all([
      this.#reader.list(fundingOfEcosystem, { parent: ecosystemId }),
      this.#reader.list(budgetsOfEcosystem, { parent: ecosystemId }),
    ]);
    return { ecosystemId, funding, budgets };
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
