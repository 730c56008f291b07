import { backboneFunctions, type FundingStatus } from '@collective-impact/sdk/backbone';
import { sql } from 'kysely';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader } from '../shared/reader.ts';
import { isCode } from './is-code.ts';
import { type FundingCommitmentRow, fundingCommitmentTable } from './tables.ts';

/** Narrows a list of funding commitments. */
export interface FundingFilter {
  status?: FundingStatus | null;
  /** Code of a function of our list. */
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
  where: ({ status, function: code }) => {
    const being = status == null ? sql`true` : sql`"t"."status" = ${status}`;
    return sql<boolean>`${being} and ${isCode(backboneFunctions, { column: 't.function', code })}`;
  },
});

const byFunder = childrenOf({ table: fundingCommitmentTable, by: 'funderId', order: ['id'] });
const byRecipient = childrenOf({ table: fundingCommitmentTable, by: 'recipientId', order: ['id'] });
const partsOfAward = childrenOf({ table: fundingCommitmentTable, by: 'awardId', order: ['id'] });
const forStrategy = childrenOf({ table: fundingCommitmentTable, by: 'strategyId', order: ['id'] });

/** Reads funding commitments, each list by age. */
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

  /** What an organization gives. */
  givenBy(organizationId: string, page: PageArguments): Promise<Page<FundingCommitmentRow>> {
    return this.#reader.page(byFunder, { parent: organizationId, page });
  }

  /** What an organization gets. */
  receivedBy(organizationId: string, page: PageArguments): Promise<Page<FundingCommitmentRow>> {
    return this.#reader.page(byRecipient, { parent: organizationId, page });
  }

  /** The parts of an award that are passed on. */
  subAwards(awardId: string, page: PageArguments): Promise<Page<FundingCommitmentRow>> {
    return this.#reader.page(partsOfAward, { parent: awardId, page });
  }

  /** The money for a strategy. */
  ofStrategy(strategyId: string, page: PageArguments): Promise<Page<FundingCommitmentRow>> {
    return this.#reader.page(forStrategy, { parent: strategyId, page });
  }
}
