/** Made-up contacts: the key of the partner, a name that is recognizably made up, the role, and the visibility. */
export const contacts: readonly [partner: string, name: string, role: string, visibility: string][] = [
  ['district', 'Robin Example', 'STEM coordinator', 'PUBLIC'],
  ['district', 'Sam Example', 'Superintendent', 'RESTRICTED'],
  ['after-school', 'Alex Example', 'Director', 'RESTRICTED'],
  ['science-center', 'Kim Example', 'Head of education', 'PUBLIC'],
  ['state-university', 'Noa Example', 'Outreach', 'RESTRICTED'],
  ['turbines', 'Jo Example', 'Community relations', 'RESTRICTED'],
  ['city-library', 'Lee Example', 'Head of programs', 'RESTRICTED'],
  ['community-foundation', 'Max Example', 'Program officer', 'PUBLIC'],
  ['youth-council', 'The chair of the council', 'Chair', 'RESTRICTED'],
];
