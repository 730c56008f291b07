import {
  adoptIndicatorVersion,
  adoptionDefinition,
  dimensionDefinition,
  discussIndicatorVersion,
  discussionEntryDefinition,
  indicatorDefinition,
  indicatorReportDefinition,
  indicatorVersionDefinition,
  organizationDefinition,
  submitIndicatorReport,
  verifyIndicatorReport,
} from '@collective-impact/store';
import { idOf, type Story } from '../stem-ecosystem/story.ts';

/** The slug of the made-up member whose schools publish a crossed ratio and bounds. */
export const deltaSlug = 'example-stem-delta';
const period = 'SY2024-25';

/** Made-up schools. Two of them publish the members of their clubs as bounds, as some report cards do. */
const schools = {
  north: 'Ferry North School',
  south: 'Ferry South School',
  academy: 'Reedbank Academy',
} as const;

type School = keyof typeof schools;

interface DeltaIndicator {
  code: string;
  name: string;
  version: object;
  /** Exclusive and exhaustive dimensions with their categories. */
  dimensions: Record<string, { label: string; categories: Record<string, string> }>;
  cells: Record<School, object[]>;
}

const gender = { label: 'Gender', categories: { girls: 'Girls', boys: 'Boys' } };
const income = {
  label: 'Family income',
  categories: { low: 'Economically disadvantaged', 'not-low': 'Not economically disadvantaged', unknown: 'Not known' },
};

/** Numerator and denominator by gender and family income, in the order of the categories. */
const completed: Record<School, Record<keyof typeof gender.categories, [number, number][]>> = {
  north: {
    girls: [
      [31, 60],
      [54, 81],
      [2, 3],
    ],
    boys: [
      [27, 62],
      [44, 78],
      [1, 4],
    ],
  },
  south: {
    girls: [
      [22, 41],
      [33, 49],
      [1, 2],
    ],
    boys: [
      [21, 45],
      [35, 57],
      [2, 3],
    ],
  },
  academy: {
    girls: [
      [19, 38],
      [41, 64],
      [1, 3],
    ],
    boys: [
      [17, 35],
      [46, 70],
      [2, 4],
    ],
  },
};

/** The cells of a school: the total, both dimensions, and their crossing. */
function completedCells(school: School): object[] {
  const cells = Object.entries(completed[school]).flatMap(([sex, figures]) =>
    Object.keys(income.categories).map((category, at) => ({ sex, category, figure: figures[at] ?? [0, 0] })),
  );
  const sum = (categories: object[], isIncluded: (cell: (typeof cells)[number]) => boolean) => {
    const [numerator = 0, denominator = 0] = [0, 1].map((part) =>
      cells.filter(isIncluded).reduce((all, { figure }) => all + (figure[part] ?? 0), 0),
    );
    return { categories, numerator: String(numerator), denominator: String(denominator) };
  };
  const ofGender = (category: string) => ({ dimension: 'gender', category });
  const ofIncome = (category: string) => ({ dimension: 'income', category });
  return [
    sum([], () => true),
    ...Object.keys(gender.categories).map((each) => sum([ofGender(each)], ({ sex }) => sex === each)),
    ...Object.keys(income.categories).map((each) => sum([ofIncome(each)], ({ category }) => category === each)),
    ...cells.map((cell) => sum([ofGender(cell.sex), ofIncome(cell.category)], (each) => each === cell)),
  ];
}

const people = { countingUnit: 'PEOPLE', direction: 'INCREASE', frequency: 'SCHOOL_YEAR', effectiveFrom: '2024-09-01' };

const indicators: DeltaIndicator[] = [
  {
    code: 'course-completion',
    name: 'Students who complete a STEM course',
    version: {
      ...people,
      definition:
        'Share of students in grade 8 who completed a STEM course that they chose. Each student has one school.',
      kind: 'RATIO',
      unit: { code: 'percent', label: 'percent' },
      multiplier: '100',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'NONE',
      denominatorOverTime: 'NONE',
      denominatorOverCategories: 'SPLIT',
      crossings: [{ firstDimension: 'gender', secondDimension: 'income' }],
    },
    dimensions: { gender, income },
    cells: { north: completedCells('north'), south: completedCells('south'), academy: completedCells('academy') },
  },
  {
    code: 'students-in-clubs',
    name: 'Students in STEM clubs',
    version: {
      ...people,
      definition: 'Students of the school who are members of a STEM club in October. Each student has one school.',
      kind: 'COUNT',
      unit: { code: 'students', label: 'students' },
      aggregationAcrossOrganizations: 'SUM',
      aggregationOverTime: 'NONE',
    },
    dimensions: {},
    cells: {
      north: [{ value: '128' }],
      south: [{ lowerBound: '20', upperBound: '29' }],
      academy: [{ upperBound: '9' }],
    },
  },
];

/** Creates the made-up schools of the delta, their two indicators, and a release of each. */
export async function createDelta(story: Story, joinedOn: string): Promise<void> {
  const ecosystemId = idOf('ecosystem', deltaSlug);
  for (const [key, name] of Object.entries(schools)) {
    const values = { ecosystemId, name, stakeholderGroups: [{ code: 'schools' }], joinedOn };
    await story.create(organizationDefinition, { key: `${deltaSlug}/${key}`, values });
  }
  for (const indicator of indicators) {
    const key = `${deltaSlug}/${indicator.code}/1`;
    await createVersion(story, { ...indicator, key, ecosystemId });
    for (const [school, cells] of Object.entries(indicator.cells)) {
      const report = `${key}/${period}/${school}`;
      const reporter = {
        indicatorVersionId: idOf('indicator_version', key),
        organizationId: idOf('organization', `${deltaSlug}/${school}`),
      };
      const adoption = { ...reporter, startsOn: '2024-09-01' };
      await story.create(adoptionDefinition, { key: `${key}/${school}`, values: adoption });
      const values = { ...reporter, period, cells, visibility: 'RESTRICTED' };
      await story.create(indicatorReportDefinition, { key: report, values });
      await story.transition(submitIndicatorReport, { key: report });
      await story.transition(verifyIndicatorReport, { key: report });
    }
    await story.release({ version: key, period });
  }
}

async function createVersion(
  story: Story,
  of: Omit<DeltaIndicator, 'cells'> & { key: string; ecosystemId: string },
): Promise<void> {
  const { key, ecosystemId, code, name, version, dimensions } = of;
  const indicator = `${deltaSlug}/${code}`;
  await story.create(indicatorDefinition, { key: indicator, values: { ecosystemId, code, name, level: 'POPULATION' } });
  await story.create(indicatorVersionDefinition, {
    key,
    values: { ...version, indicatorId: idOf('indicator', indicator) },
  });
  const indicatorVersionId = idOf('indicator_version', key);
  for (const [order, [dimension, { label, categories }]] of Object.entries(dimensions).entries()) {
    const listed = Object.entries(categories).map(([category, text], at) => ({
      code: category,
      label: text,
      order: at,
    }));
    const rules = { exclusive: true, exhaustive: true };
    await story.create(dimensionDefinition, {
      key: `${key}/${dimension}`,
      values: { indicatorVersionId, code: dimension, label, order, ...rules, categories: listed },
    });
  }
  await story.create(discussionEntryDefinition, {
    key: `${key}/1`,
    values: {
      indicatorVersionId,
      saidOn: '2024-08-22',
      speaker: 'Meeting of the schools',
      position: { code: 'support' },
      statement: 'Our schools publish this already.',
    },
  });
  await story.transition(discussIndicatorVersion, { key });
  await story.transition(adoptIndicatorVersion, { key, values: { adoptedOn: '2024-08-22' } });
}
