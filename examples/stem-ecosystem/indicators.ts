/** A made-up indicator, without its code, which is its key. */
export interface ExampleIndicator {
  name: string;
  level: 'PROGRAM' | 'SYSTEM' | 'POPULATION';
  /** Codes of its goals. An indicator at system level can have none. */
  goals: string[];
  versions: ExampleVersion[];
}

/** A version of an indicator. `effectiveFrom` is the first school year for which it applies. */
export interface ExampleVersion {
  definition: string;
  inclusionRule?: string;
  collectionMethod?: string;
  kind: 'COUNT' | 'RATIO' | 'MEAN';
  countingUnit: 'PEOPLE_UNDUPLICATED' | 'PEOPLE' | 'EVENTS' | 'OTHER';
  unit: string;
  multiplier?: string;
  aggregationAcrossOrganizations: string;
  aggregationOverTime: string;
  denominatorOverTime?: string;
  denominatorOverCategories?: string;
  effectiveFrom: string;
  comparability?: 'YES' | 'WITH_CAVEAT' | 'NO';
  comparabilityNote?: string;
  dimensions?: (keyof typeof dimensions)[];
  /** Pairs of dimensions whose crossing is published. */
  crossings?: { firstDimension: keyof typeof dimensions; secondDimension: keyof typeof dimensions }[];
  /** A version that is only discussed has no reports. */
  discussed?: true;
}

/** The dimensions. Each is exhaustive and exclusive. */
export const dimensions = {
  gender: {
    label: 'Gender',
    categories: { girls: 'Girls', boys: 'Boys', 'another-or-unsaid': 'Another, or not said' },
  },
  'race-ethnicity': {
    label: 'Race and ethnicity',
    categories: {
      asian: 'Asian',
      black: 'Black or African American',
      hispanic: 'Hispanic or Latino',
      white: 'White',
      'another-or-unsaid': 'Another, several, or not said',
    },
  },
  income: {
    label: 'Family income',
    categories: { low: 'Economically disadvantaged', 'not-low': 'Not economically disadvantaged' },
  },
  'lower-grades': { label: 'Grade band', categories: { 'K-2': 'Grades K to 2', '3-5': 'Grades 3 to 5' } },
  'middle-grades': { label: 'Grade band', categories: { '3-5': 'Grades 3 to 5', '6-8': 'Grades 6 to 8' } },
  experience: { label: 'Experience', categories: { new: 'Up to three years', longer: 'More than three years' } },
  format: {
    label: 'Course format',
    categories: { 'in-person': 'In person', blended: 'Partly online', online: 'Online' },
  },
  'all-grades': { label: 'Grade band', categories: { '3-8': 'Grades 3 to 8' } },
  'upper-grades': { label: 'Grade band', categories: { '6-8': 'Grades 6 to 8', '9-12': 'Grades 9 to 12' } },
};

const unduplicated = {
  countingUnit: 'PEOPLE_UNDUPLICATED',
  aggregationAcrossOrganizations: 'NONE',
  aggregationOverTime: 'NONE',
} as const;
const shareOfStudents = {
  kind: 'RATIO',
  countingUnit: 'PEOPLE_UNDUPLICATED',
  unit: 'percent',
  multiplier: '100',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'NONE',
  denominatorOverTime: 'NONE',
  denominatorOverCategories: 'SPLIT',
} as const;

const teachers = {
  inclusionRule: 'Teachers of the school itself; each teaches at one school.',
  kind: 'COUNT',
  countingUnit: 'PEOPLE',
  unit: 'teachers',
  aggregationAcrossOrganizations: 'SUM',
  aggregationOverTime: 'NONE',
  dimensions: ['experience'] as (keyof typeof dimensions)[],
} as const;

/**
 * The shared indicators. The sixth goal has no indicator, so that the example has a gap. Another indicator of the fifth goal
 * and another definition of the places are still under discussion.
 */
export const indicators: Record<string, ExampleIndicator> = {
  'science-hours': {
    name: 'Hours of science a week',
    level: 'SYSTEM',
    goals: ['G1'],
    versions: [
      {
        definition: 'Mean hours of science a week in the timetables of elementary classes.',
        collectionMethod: 'Schools count the hours in the timetables of October.',
        kind: 'MEAN',
        countingUnit: 'OTHER',
        unit: 'hours',
        aggregationAcrossOrganizations: 'WEIGHTED_MEAN',
        aggregationOverTime: 'WEIGHTED_MEAN',
        effectiveFrom: '2023-09-01',
        dimensions: ['lower-grades'],
      },
    ],
  },
  'algebra-by-nine': {
    name: 'Algebra by the end of grade 9',
    level: 'POPULATION',
    goals: ['G2'],
    versions: [
      {
        definition: 'Share of students at the end of grade 9 who passed a course with algebra in its name.',
        ...shareOfStudents,
        effectiveFrom: '2023-09-01',
        dimensions: ['gender', 'race-ethnicity', 'income'],
      },
      {
        definition: 'Share of students at the end of grade 9 who finished algebra, whatever the course is called.',
        inclusionRule: 'Students who came within the year count where they are at its end.',
        ...shareOfStudents,
        effectiveFrom: '2024-09-01',
        comparability: 'WITH_CAVEAT',
        comparabilityNote: 'Integrated courses count since this version; one school in three has them.',
        dimensions: ['gender', 'race-ethnicity', 'income'],
      },
    ],
  },
  'places-after-school': {
    name: 'Places after school',
    level: 'SYSTEM',
    goals: ['G3'],
    versions: [
      {
        definition: 'Places in STEM programs after school on an ordinary week.',
        kind: 'COUNT',
        countingUnit: 'OTHER',
        unit: 'places',
        aggregationAcrossOrganizations: 'SUM',
        aggregationOverTime: 'LAST',
        effectiveFrom: '2023-09-01',
        dimensions: ['middle-grades'],
      },
      {
        definition: 'Places in STEM programs after school that run for ten weeks at least, on an ordinary week.',
        kind: 'COUNT',
        countingUnit: 'OTHER',
        unit: 'places',
        aggregationAcrossOrganizations: 'SUM',
        aggregationOverTime: 'LAST',
        effectiveFrom: '2025-09-01',
        comparability: 'WITH_CAVEAT',
        comparabilityNote: 'Short courses no longer count, and many programs take grades 3 to 8 together.',
        dimensions: ['all-grades'],
        discussed: true,
      },
    ],
  },
  'children-after-school': {
    name: 'Children who come after school',
    level: 'PROGRAM',
    goals: ['G3', 'G4'],
    versions: [
      {
        definition: 'Children who came to a STEM program after school at least five times, each once for a program.',
        inclusionRule: 'A child who is in two programs is counted by both, so that programs do not add up.',
        kind: 'COUNT',
        ...unduplicated,
        unit: 'children',
        effectiveFrom: '2023-09-01',
        dimensions: ['gender', 'middle-grades'],
      },
    ],
  },
  'girls-in-courses': {
    name: 'Girls in STEM courses',
    level: 'POPULATION',
    goals: ['G4'],
    versions: [
      {
        definition: 'Girls among the students who chose a STEM course.',
        ...shareOfStudents,
        effectiveFrom: '2023-09-01',
        dimensions: ['upper-grades'],
      },
    ],
  },
  'teachers-trained': {
    name: 'Teachers trained in science',
    level: 'PROGRAM',
    goals: ['G1'],
    versions: [
      {
        definition: 'Teachers who put their names down for a course in teaching science.',
        ...teachers,
        effectiveFrom: '2023-09-01',
      },
      {
        definition: 'Teachers who finished a course in teaching science.',
        ...teachers,
        dimensions: ['experience', 'format'],
        crossings: [{ firstDimension: 'experience', secondDimension: 'format' }],
        effectiveFrom: '2024-09-01',
        comparability: 'NO',
        comparabilityNote:
          'To put one’s name down and to finish are different things; nobody knows how many of the first year finished.',
      },
    ],
  },
  'workplace-visits': {
    name: 'Visits to workplaces',
    level: 'PROGRAM',
    goals: ['G5'],
    versions: [
      {
        definition: 'Visits of school classes that a workplace hosted.',
        kind: 'COUNT',
        countingUnit: 'EVENTS',
        unit: 'visits',
        aggregationAcrossOrganizations: 'SUM',
        aggregationOverTime: 'SUM',
        effectiveFrom: '2023-09-01',
      },
    ],
  },
  'students-with-mentor': {
    name: 'Students with a mentor at work',
    level: 'POPULATION',
    goals: ['G5'],
    versions: [
      {
        definition: 'Students in grades 9 to 12 who met a mentor from a workplace at least three times.',
        kind: 'COUNT',
        ...unduplicated,
        unit: 'students',
        effectiveFrom: '2025-09-01',
        discussed: true,
      },
    ],
  },
  'data-agreements': {
    name: 'Partners that share data',
    level: 'SYSTEM',
    goals: [],
    versions: [
      {
        definition: 'Share of partners that have signed the data agreement by the end of the year.',
        collectionMethod: 'The ecosystem itself counts, for all partners.',
        kind: 'RATIO',
        countingUnit: 'OTHER',
        unit: 'percent',
        multiplier: '100',
        aggregationAcrossOrganizations: 'RATIO',
        aggregationOverTime: 'LAST',
        denominatorOverTime: 'LAST',
        effectiveFrom: '2023-09-01',
      },
    ],
  },
};
