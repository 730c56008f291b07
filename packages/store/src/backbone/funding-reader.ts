import { backboneFunctions, type FundingStatus } from '@collective-impact/sdk/backbone';
import { hasCode } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf } from '../shared/relation.ts';
import { type FundingCommitmentRow, fundingCommitmentTable } from './tables.ts';

/** Filters a list of funding commitments. */
export interface FundingFilter {
  status?: FundingStatus | null;
  /** Code of the list `backbone-function`. */
  function?: string | null;
}

/** The funding commitments of an ecosystem that the viewer may see: totals and the months ahead are computed from them. */
export interface EcosystemFunding {
  ecosystemId: string;
  commitments: FundingCommitmentRow[];
}

const ofEcosystem = childrenOf<FundingCommitmentRow, FundingFilter>({
  table: fundingCommitmentTable,
  by: 'ecosystemId',
  order: ['id'],
  where: ({ status, function: code }, { eb }) => [
    status != null && eb('t.status', '=', status),
    code != null && hasCode(eb.ref('t.function'), { list: backboneFunctions, code }),
  ],
});

const byFunder = childrenOf({ table: fundingCommitmentTable, by: 'funderId', order: ['id'] });
const byRecipient = childrenOf({ table: fundingCommitmentTable, by: 'recipientId', order: ['id'] });
const partsOfAward = childrenOf({ table: fundingCommitmentTable, by: 'awardId', order: ['id'] });
const forStrategy = childrenOf({ table: fundingCommitmentTable, by: 'strategyId', order: ['id'] });

/** Reads funding commitments. Every list has the oldest record first. */
export class FundingReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  commitments(
    ecosystemId: string,
    list: { page: PageArguments; filter: FundingFilter },
  ): Promise<Page<FundingCommitmentRow>> {
    return this.#reader.page(ofEcosystem, { parent: ecosystemId, ...list });
  }

  /** All funding commitments of an ecosystem. */
  async every(ecosystemId: string): Promise<EcosystemFunding> {
    return { ecosystemId, commitments: await this.#reader.list(ofEcosystem, { parent: ecosystemId }) };
  }

  /** The funding that an organization gives. */
  givenBy(organizationId: string, page: PageArguments): Promise<Page<FundingCommitmentRow>> {
    return this.#reader.page(byFunder, { parent: organizationId, page });
  }

  /** The funding that an organization receives. */
  receivedBy(organizationId: string, page: PageArguments): Promise<Page<FundingCommitmentRow>> {
    return this.#reader.page(byRecipient, { parent: organizationId, page });
  }

  /** The parts of an award that are passed on. */
  subAwards(awardId: string, page: PageArguments): Promise<Page<FundingCommitmentRow>> {
    return this.#reader.page(partsOfAward, { parent: awardId, page });
  }

  /** The funding for a strategy. */
  ofStrategy(strategyId: string, page: PageArguments): Promise<Page<FundingCommitmentRow>> {
    return this.#reader.page(forStrategy, { parent: strategyId, page });
  }
}
