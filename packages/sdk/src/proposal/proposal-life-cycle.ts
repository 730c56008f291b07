import { lifeCycle } from '../shared/life-cycle.ts';

/** The statuses of a proposal. */
export const proposalStatuses = ['OPEN', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'] as const;
/** One of {@link proposalStatuses}. */
export type ProposalStatus = (typeof proposalStatuses)[number];

/** The life cycle of a proposal: open, until it is accepted or refused, or its proposer withdraws it. */
export const proposalLife = lifeCycle({
  noun: 'proposal',
  statuses: proposalStatuses,
  transitions: {
    accept: { done: 'accepted', from: ['OPEN'], to: 'ACCEPTED' },
    refuse: { done: 'refused', from: ['OPEN'], to: 'REFUSED' },
    withdraw: { done: 'withdrawn', from: ['OPEN'], to: 'WITHDRAWN' },
  },
  open: [],
  closed: 'cannot be changed. Withdraw it, and create another proposal.',
});
