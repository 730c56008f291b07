import type { CodeList } from '../shared/code.ts';

/**
 * The 12 groups that a STEM learning ecosystem should engage, in the order of the source. An organization can belong to
 * several groups. This project defines the codes, which never change. The labels follow the terms of the source.
 *
 * @see https://stemecosystems.org/cultivating-cross-sector-partnerships/ STEM Learning Ecosystems, Strategy One:
 * Cultivating Cross-Sector Partnerships ("Engage a broad range of stakeholders")
 */
export const stakeholderGroups: CodeList = {
  scheme: 'stakeholder-group',
  title: 'Stakeholder groups of a STEM learning ecosystem',
  codes: [
    { code: 'schools', label: 'Schools and school districts' },
    { code: 'out-of-school-time', label: 'Out-of-school-time systems and programs' },
    { code: 'museums-and-science-centers', label: 'STEM-expert museums and science centers' },
    { code: 'higher-education', label: 'Institutions of higher education' },
    { code: 'stem-companies', label: 'STEM-focused companies' },
    { code: 'businesses', label: 'Businesses that recognize the need for STEM competencies' },
    { code: 'stem-professional-organizations', label: 'STEM professional organizations' },
    { code: 'libraries', label: 'Libraries' },
    { code: 'community-based-organizations', label: 'Community-based organizations' },
    { code: 'philanthropies', label: 'Philanthropies' },
    { code: 'families', label: 'Families and parent organizations' },
    { code: 'youth-organizations', label: 'Youth organizations and youth advisory groups' },
  ],
};
