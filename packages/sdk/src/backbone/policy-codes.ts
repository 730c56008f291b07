import type { CodeList } from '../shared/code.ts';

/** At which level a policy is made. An open list of this project's own. */
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

/** What the partners think of a policy. An open list of this project's own. */
export const policyPositions: CodeList = {
  scheme: 'policy-position',
  title: 'Positions on a policy',
  codes: [
    { code: 'support', label: 'Support' },
    { code: 'oppose', label: 'Oppose' },
    { code: 'monitor', label: 'Monitor' },
  ],
};

/** How far a policy action has come. An open list of this project's own. */
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
