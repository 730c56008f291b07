/** The organizations that rate all the others, in the order of the rows and positions below. */
export const raters = [
  'district',
  'after-school',
  'science-center',
  'state-university',
  'community-college',
  'turbines',
  'hospital',
  'engineers-society',
  'city-library',
  'neighborhood-house',
  'community-foundation',
  'youth-council',
] as const;

/** Made-up collaboration levels, 0 to 5, by wave and rater. Each position is the rating of the organization at that position. */
export const levels: Readonly<Record<number, Readonly<Record<(typeof raters)[number], string>>>> = {
  1: {
    district: '-43221102132',
    'after-school': '4-3100013322',
    'science-center': '43-201012010',
    'state-university': '312-32120010',
    'community-college': '2003-2100000',
    turbines: '00122-030000',
    hospital: '100010-00010',
    'engineers-society': '0111030-0000',
    'city-library': '23200000-201',
    'neighborhood-house': '130000002-12',
    'community-foundation': '4211001001-1',
    'youth-council': '02000000121-',
  },
  2: {
    district: '-54432223244',
    'after-school': '5-4101014433',
    'science-center': '44-211003211',
    'state-university': '512-33120010',
    'community-college': '3013-3320000',
    turbines: '20133-030001',
    hospital: '100130-00021',
    'engineers-society': '2102230-0001',
    'city-library': '34300000-201',
    'neighborhood-house': '342000002-22',
    'community-foundation': '4211002002-2',
    'youth-council': '33100121122-',
  },
};

/** Ratings by other organizations, which rate only a few. */
export const others: readonly [wave: number, rater: string, rated: string, level: number][] = [
  [1, 'harbor-high', 'district', 3],
  [1, 'harbor-high', 'maritime-museum', 2],
  [1, 'makers', 'after-school', 2],
  [1, 'food-pantry', 'hospital', 0],
  [2, 'harbor-high', 'district', 4],
  [2, 'harbor-high', 'maritime-museum', 3],
  [2, 'harbor-high', 'summer-lab', 3],
  [2, 'charter', 'biolabs', 2],
  [2, 'makers', 'after-school', 3],
  [2, 'girls-build', 'robotics', 1],
  [2, 'materials', 'polytechnic', 0],
];

/** The day of each wave. */
export const ratedOn: Readonly<Record<number, string>> = { 1: '2024-05-15', 2: '2025-05-15' };

/** The first and last day of each wave. */
export const openDays: Readonly<Record<number, { opensOn: string; closesOn: string }>> = {
  1: { opensOn: '2024-05-01', closesOn: '2024-05-31' },
  2: { opensOn: '2025-05-01', closesOn: '2025-05-31' },
};

/** Organizations that were invited and did not answer, by wave. */
export const silent: Readonly<Record<number, readonly string[]>> = {
  1: ['robotics', 'planetarium', 'newcomers', 'bank', 'scouts', 'women-in-science'],
  2: ['planetarium', 'bank', 'scouts'],
};

/** The levels of trust and of value from 1 to 4, by collaboration level from 0 to 5. They are made up, like the levels. */
export const trustAndValue = { trust: [1, 2, 2, 3, 4, 4], value: [1, 1, 2, 3, 3, 4] } as const;
