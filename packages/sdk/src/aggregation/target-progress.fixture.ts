import type { ProgressFacts } from './progress-facts.ts';

/** Half of the distance from 50 to 100, on time. */
export const facts: ProgressFacts = {
  version: { direction: 'INCREASE', tolerance: null },
  baseline: { period: '2020', value: '50' },
  target: { period: '2030', value: '100' },
  latest: { period: '2024', value: '75', interval: null, status: 'OBSERVED', reason: null, explanation: null },
  on: '2024-12-31',
};

/** The latest figure. */
export const figure = (value: string, period = '2024') =>
  ({ ...facts.latest, period, value }) as ProgressFacts['latest'];
