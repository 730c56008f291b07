import type { CodeList } from '../shared/code.ts';

/** Levels at which policies are made. An open list, defined by this project. */
export const policyLevels: CodeList = {
  scheme: 'policy-level',
  title: 'Levels of policy',
  codes: [
    { code: 'organization', label: 'Organization' },
    { code: 'district', label: 'School district' },
    { code: 'local', label: 'Local' },
    { code: 'state', label: 'State or region' },
    { code: 'national', label: 'National' },
  ],
};

/** Positions of the partners on a policy. An open list, defined by this project. */
export const policyPositions: CodeList = {
  scheme: 'policy-position',
  title: 'Positions on a policy',
  codes: [
    { code: 'support', label: 'Support' },
    { code: 'oppose', label: 'Oppose' },
    { code: 'monitor', label: 'Monitor' },
  ],
};

/** Statuses of a policy action. An open list, defined by this project. */
export const policyStatuses: CodeList = {
  scheme: 'policy-status',
  title: 'Status of a policy action',
  codes: [
    { code: 'planned', label: 'Planned' },
    { code: 'underway', label: 'Under way' },
    { code: 'achieved', label: 'Achieved' },
    { code: 'not-achieved', label: 'Not achieved' },
  ],
};
