import { lifeCycle } from '../shared/life-cycle.ts';

/** The statuses of funding. */
export const fundingStatuses = ['REQUESTED', 'COMMITTED', 'RECEIVED', 'DECLINED'] as const;
/** One of {@link fundingStatuses}. */
export type FundingStatus = (typeof fundingStatuses)[number];

/**
 * The life cycle of funding: requested, then committed, then received. Either side can decline it until it is received.
 * Received funding keeps its status. The other fields can be corrected at any time.
 */
export const fundingLife = lifeCycle({
  noun: 'funding',
  statuses: fundingStatuses,
  transitions: {
    commit: { done: 'committed', from: ['REQUESTED'], to: 'COMMITTED' },
    receive: { done: 'received', from: ['COMMITTED'], to: 'RECEIVED' },
    decline: { done: 'declined', from: ['REQUESTED', 'COMMITTED'], to: 'DECLINED' },
  },
});
