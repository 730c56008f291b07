import { lifeCycle } from '../shared/life-cycle.ts';

/** The statuses of a funding commitment. */
export const fundingStatuses = ['REQUESTED', 'COMMITTED', 'RECEIVED', 'DECLINED'] as const;
/** One of {@link fundingStatuses}. */
export type FundingStatus = (typeof fundingStatuses)[number];

/**
 * The life of a funding commitment: it is sought, then committed, then received; until it is received it can be declined,
 * by either side. What was received stays received. What it says can be corrected at any time.
 */
export const fundingLife = lifeCycle({
  noun: 'funding commitment',
  statuses: fundingStatuses,
  transitions: {
    commit: { done: 'committed', from: ['REQUESTED'], to: 'COMMITTED' },
    receive: { done: 'received', from: ['COMMITTED'], to: 'RECEIVED' },
    decline: { done: 'declined', from: ['REQUESTED', 'COMMITTED'], to: 'DECLINED' },
  },
});
