import {
  budgetDefinition,
  commitFunding,
  declineFunding,
  fundingDefinition,
  receiveFunding,
} from '@collective-impact/store';
import { strategy } from './agenda-strategies.ts';
import { partner } from './ecosystem.ts';
import { idOf, type Story } from './story.ts';

interface Funding {
  key: string;
  title: string;
  /** Null for a funder or recipient outside the ecosystem. */
  funder: string | null;
  recipient: string;
  amount: string;
  currency?: string;
  award?: string;
  startsOn?: string;
  endsOn?: string;
  function?: string;
  strategy?: string;
  status: 'REQUESTED' | 'COMMITTED' | 'RECEIVED' | 'DECLINED';
  requestedOn?: string;
  committedOn?: string;
  receivedOn?: string;
  declinedOn?: string;
}

/** Funding of two years, with the first award passed on in two parts. */
const commitments: Funding[] = [
  {
    key: 'first-year',
    title: "The backbone's first year",
    funder: 'science-trust',
    recipient: 'community-foundation',
    amount: '180000',
    startsOn: '2023-09-01',
    endsOn: '2024-08-31',
    function: 'guide-vision-and-strategy',
    status: 'RECEIVED',
    requestedOn: '2023-06-12',
    committedOn: '2023-08-15',
    receivedOn: '2023-09-01',
  },
  {
    key: 'alliance-award',
    title: 'Harbor Fund award for programs that fit together',
    funder: 'harbor-fund',
    recipient: 'after-school',
    amount: '240000',
    startsOn: '2024-09-01',
    endsOn: '2026-02-28',
    function: 'support-aligned-activities',
    status: 'RECEIVED',
    requestedOn: '2024-03-04',
    committedOn: '2024-06-24',
    receivedOn: '2024-09-02',
  },
  {
    key: 'alliance-award/science-center',
    title: 'Part for visits to the science center',
    funder: 'after-school',
    recipient: 'science-center',
    amount: '60000',
    award: 'alliance-award',
    startsOn: '2024-10-01',
    endsOn: '2025-09-30',
    function: 'support-aligned-activities',
    strategy: 'science-kits',
    status: 'RECEIVED',
    committedOn: '2024-09-16',
    receivedOn: '2024-10-01',
  },
  {
    key: 'alliance-award/measurement',
    title: 'Part for shared measurement',
    funder: 'after-school',
    recipient: 'state-university',
    amount: '45000.50',
    award: 'alliance-award',
    startsOn: '2025-01-01',
    endsOn: '2026-02-28',
    function: 'establish-shared-measurement',
    strategy: 'shared-figures',
    status: 'COMMITTED',
    committedOn: '2024-12-09',
  },
  {
    key: 'bank',
    title: 'Half a year of a fundraiser',
    funder: 'bank',
    recipient: 'after-school',
    amount: '30000',
    startsOn: '2026-03-01',
    endsOn: '2026-08-31',
    function: 'mobilize-funding',
    status: 'COMMITTED',
    requestedOn: '2025-04-14',
    committedOn: '2025-07-07',
  },
  {
    key: 'turbines',
    title: 'A campaign on two buses',
    funder: 'turbines',
    recipient: 'after-school',
    amount: '20000',
    currency: 'EUR',
    startsOn: '2025-01-01',
    endsOn: '2025-12-31',
    function: 'build-public-will',
    strategy: 'family-news',
    status: 'RECEIVED',
    requestedOn: '2024-10-21',
    committedOn: '2024-12-02',
    receivedOn: '2025-01-13',
  },
  {
    key: 'matching-gifts',
    title: 'A gift for every gift, without an end',
    funder: 'utility',
    recipient: 'community-foundation',
    amount: '5000',
    startsOn: '2025-01-01',
    strategy: 'after-school-fund',
    status: 'COMMITTED',
    committedOn: '2024-12-16',
  },
  {
    key: 'city',
    title: 'A place for policy work in the city budget',
    funder: null,
    recipient: 'district',
    amount: '75000',
    function: 'advance-policy',
    strategy: 'science-hour',
    status: 'REQUESTED',
    requestedOn: '2025-05-12',
  },
  {
    key: 'research-grant',
    title: 'A research grant on what the partners learn',
    funder: null,
    recipient: 'state-university',
    amount: '500000',
    startsOn: '2025-01-01',
    endsOn: '2027-12-31',
    function: 'establish-shared-measurement',
    status: 'DECLINED',
    requestedOn: '2024-09-30',
    declinedOn: '2024-12-11',
  },
];

/** The made-up cost of the work. Until February 2026 the awards in USD cover it; from March 2026 they do not. */
const budgets = [
  { key: 'first-year', monthlyAmount: '15000', currency: 'USD', startsOn: '2023-09-01', endsOn: '2024-08-31' },
  { key: 'later-years', monthlyAmount: '10000', currency: 'USD', startsOn: '2024-09-01' },
];

/** Creates the budgets, and the funding that was requested, committed, received and declined. */
export async function createFunding(story: Story, ecosystemId: string): Promise<void> {
  for (const { key, ...values } of budgets) {
    await story.create(budgetDefinition, { key, values: { ...values, ecosystemId } });
  }
  for (const { key, funder, recipient, award, function: code, strategy: way, status, ...rest } of commitments) {
    const { committedOn, receivedOn, declinedOn, ...values } = rest;
    await story.create(fundingDefinition, {
      key,
      values: {
        currency: 'USD',
        ...values,
        ecosystemId,
        funderId: funder === null ? null : partner(funder),
        recipientId: partner(recipient),
        awardId: award === undefined ? null : idOf('funding', award),
        function: code === undefined ? null : { code },
        strategyId: way === undefined ? null : strategy(way),
      },
    });
    if (status === 'COMMITTED' || status === 'RECEIVED') {
      await story.transition(commitFunding, { key, values: { committedOn } });
    }
    if (status === 'RECEIVED') await story.transition(receiveFunding, { key, values: { receivedOn } });
    if (status === 'DECLINED') await story.transition(declineFunding, { key, values: { declinedOn } });
  }
}
