import type { CodeList } from '../shared/code.ts';

/**
 * Where young people meet an activity. An open list of this project's own, after the settings that STEM learning
 * ecosystems span.
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
