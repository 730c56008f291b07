/** A partnership: key, the two partners, purpose, and first and last day. */
type Pair = [key: string, one: string, other: string, purpose: string, startedOn: string, endedOn?: string];

/** Made-up partnerships of every type of the study. Some have no type, and some have ended. */
export const partnerships: readonly Pair[] = [
  ['reading-labs', 'district', 'after-school', 'The same science kits in class and after school', '2023-10-01'],
  ['summer-bridge', 'harbor-high', 'summer-lab', 'Credit for a summer in the lab', '2024-05-01'],
  ['build-club', 'mill-middle', 'girls-build', 'A building club on two afternoons', '2024-03-15'],
  [
    'maker-cart',
    'orchard-elementary',
    'makers',
    'A maker cart that goes from class to class',
    '2024-02-01',
    '2024-12-20',
  ],
  ['museum-days', 'district', 'science-center', 'Two museum days for each elementary class', '2023-11-15'],
  ['ship-to-shore', 'harbor-high', 'maritime-museum', 'Navigation as applied mathematics', '2024-01-15'],
  ['turbine-yard', 'north-high', 'turbines', 'A day a month at the turbine yard', '2024-01-10'],
  ['lab-coats', 'charter', 'biolabs', 'Laboratory placements in grade 11', '2024-09-15'],
  ['library-labs', 'tidewater-elementary', 'city-library', 'A science shelf and a science hour', '2024-02-15'],
  ['student-teachers', 'district', 'teacher-college', 'Student teachers in science classes', '2023-11-15'],
  ['scholarships', 'community-foundation', 'north-high', 'Scholarships for first STEM courses', '2024-04-01'],
  ['apprentices', 'community-college', 'shipyard', 'Apprentices with a college course', '2024-01-15'],
  ['nurses', 'community-college', 'hospital', 'Biology for future nurses', '2024-03-01'],
  ['sensors-river', 'sensors', 'river-keepers', 'Sensors that young people build and read', '2024-04-15'],
  ['code-mentors', 'software-works', 'code-nights', 'Mentors for coding nights', '2024-02-15'],
  ['robot-parts', 'robotics', 'robotics-league', 'Parts and judges for the league', '2024-02-15'],
  ['bank-days', 'bank', 'student-voice', 'What a loan costs: a day for students', '2024-10-01', '2025-06-15'],
  ['women-speak', 'state-university', 'women-in-science', 'Talks by women who do science', '2024-02-15'],
  ['campus-nights', 'state-university', 'youth-council', 'Campus nights planned by young people', '2024-01-20'],
  ['evaluation', 'state-university', 'science-center', 'Evaluation of the museum days', '2024-03-01'],
  ['engineers-week', 'engineering-school', 'engineers-society', 'A week of engineers in town', '2024-02-15'],
  ['star-nights', 'planetarium', 'neighborhood-house', 'Star nights in the neighborhood', '2024-02-01'],
  ['story-lab', 'city-library', 'newcomers', 'Science stories in six languages', '2024-01-10'],
  ['aquarium-tours', 'aquarium', 'ability-center', 'Tours that everyone can take', '2024-03-15'],
  ['garden-plots', 'botanic-garden', 'young-farmers', 'Plots for trials with seeds', '2024-09-15'],
  ['after-hours', 'neighborhood-house', 'youth-council', 'A room for young people that is open at night', '2024-02-01'],
  ['two-libraries', 'city-library', 'north-library', 'One program for both libraries', '2023-11-15'],
];

/** Partnerships with explicit types: types of the code list, or a custom code. */
export const codedTypes: Readonly<Record<string, readonly object[]>> = {
  scholarships: [{ code: 'k-12' }, { scheme: 'quillmere-partnership', code: 'giving', label: 'Giving' }],
  apprentices: [{ code: 'higher-education' }],
};
