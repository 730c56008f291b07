import type { CodeList } from '../shared/code.ts';

/**
 * Kinds of strategy. An open list, defined by this project: custom codes are allowed.
 *
 * @see STEM Learning Ecosystems, Strategy One, for financing, policy and communications strategies
 */
export const strategyKinds: CodeList = {
  scheme: 'strategy-kind',
  title: 'Kinds of strategy',
  codes: [
    { code: 'program', label: 'Program' },
    { code: 'policy', label: 'Policy' },
    { code: 'financing', label: 'Financing' },
    { code: 'communication', label: 'Communication' },
    { code: 'capacity', label: 'Capacity building' },
    { code: 'data', label: 'Data and measurement' },
  ],
};
