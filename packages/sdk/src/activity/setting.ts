import type { CodeList } from '../shared/code.ts';

/**
 * Settings in which activities take place, after the settings that STEM learning ecosystems span. An open list, defined by
 * this project: custom codes are allowed.
 */
export const settings: CodeList = {
  scheme: 'setting',
  title: 'Settings of activities',
  codes: [
    { code: 'school', label: 'School' },
    { code: 'out-of-school-time', label: 'Out-of-school time' },
    { code: 'museum', label: 'Museum or science center' },
    { code: 'library', label: 'Library' },
    { code: 'higher-education', label: 'Higher education' },
    { code: 'workplace', label: 'Workplace' },
    { code: 'home', label: 'Home' },
    { code: 'community', label: 'Community' },
    { code: 'online', label: 'Online' },
  ],
};
