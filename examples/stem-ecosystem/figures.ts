/** A figure in a report: a number, or numerator and denominator, such as `132/210`. */
type Figure = string;

/** Categories of one or more dimensions, in the order of the dimensions. None for the total. */
export type ExampleCategories = { dimension: string; category: string }[];

/** The report of one partner for a school year: the total, and the figures of categories. */
export interface ExampleReport {
  /** The indicator and the number of its version, such as `algebra-by-nine/2`. */
  version: string;
  period: string;
  /** Key of the partner. Null for the ecosystem itself. */
  by: string | null;
  total: Figure;
  parts?: { categories: ExampleCategories; figure: Figure }[];
  /** Status of the report. Verified if absent. */
  state?: 'DRAFT' | 'RETURNED';
  narrative?: string;
}

type Row = [by: string, total: Figure, ...categories: Figure[]];

/**
 * Reports of one version and school year. The columns after the total are categories such as `experience new`, or
 * crossed categories such as `experience new, format online`.
 */
function table(of: { version: string; period: string; columns?: string[] }, rows: Row[]): ExampleReport[] {
  const { version, period, columns = [] } = of;
  return rows.map(([by, total, ...figures]) => {
    const parts = columns.flatMap((column, at) => {
      const figure = figures[at] ?? '-';
      return figure === '-' ? [] : [{ categories: categoriesOf(column), figure }];
    });
    return { version, period, by, total, parts };
  });
}

function categoriesOf(column: string): ExampleCategories {
  return column.split(', ').map((each) => {
    const [dimension = '', category = ''] = each.split(' ');
    return { dimension, category };
  });
}

const [first, second] = ['SY2023-24', 'SY2024-25'];
const gender = ['gender girls', 'gender boys', 'gender another-or-unsaid'];
const race = ['asian', 'black', 'hispanic', 'white', 'another-or-unsaid'].map((code) => `race-ethnicity ${code}`);
const income = ['income low', 'income not-low'];
const lower = ['lower-grades K-2', 'lower-grades 3-5'];
const middle = ['middle-grades 3-5', 'middle-grades 6-8'];
const experience = ['experience new', 'experience longer'];
const format = ['format in-person', 'format blended', 'format online'];
const experienceByFormat = experience.flatMap((each) => format.map((other) => `${each}, ${other}`));
const upper = ['upper-grades 6-8', 'upper-grades 9-12'];

/** The reports, by indicator and school year. A dash is a category without a figure. */
// biome-ignore format: tables
export const reports: ExampleReport[] = [
  ...table({ version: 'science-hours/1', period: first, columns: lower }, [
    ['orchard-elementary',   '38.5/14', '14/7', '24.5/7'],
    ['tidewater-elementary', '30/12',   '12/6', '18/6'],
  ]),
  ...table({ version: 'science-hours/1', period: second, columns: lower }, [
    ['orchard-elementary',   '49/14', '21/7', '28/7'],
    ['tidewater-elementary', '39/12', '15/6', '24/6'],
  ]),
  // Made up. Genders, then race and ethnicity, then family income.
  ...table({ version: 'algebra-by-nine/1', period: first, columns: [...gender, ...race, ...income] }, [
    ['north-high',  '132/210', '61/98',  '55/84', '16/28', '24/34', '24/44', '30/52', '42/58', '12/22', '52/102', '80/108'],
    ['harbor-high', '148/236', '70/112', '62/96', '16/28', '27/37', '28/52', '32/56', '48/66', '13/25', '62/120', '86/116'],
  ]),
  // At the charter school, 4 of 11 Asian students did not pass. Another figure is a complementary suppression.
  ...table({ version: 'algebra-by-nine/2', period: second, columns: [...gender, ...race, ...income] }, [
    ['north-high',  '151/214', '72/104', '63/82', '16/28', '25/35', '29/43', '37/53', '48/60', '12/23', '66/108', '85/106'],
    ['harbor-high', '163/240', '80/114', '67/98', '16/28', '28/39', '32/50', '38/57', '51/68', '14/26', '73/124', '90/116'],
    ['charter',     '44/72',   '23/38',  '21/34', '0/0',   '7/11',  '25/39', '0/0',   '0/0',   '12/22', '29/47',  '15/25'],
  ]),
  ...table({ version: 'places-after-school/1', period: first, columns: middle }, [
    ['after-school', '700', '400', '300'],
    ['makers',       '110', '50',  '60'],
    ['summer-lab',   '240', '140', '100'],
  ]),
  ...table({ version: 'places-after-school/1', period: second, columns: middle }, [
    ['after-school', '900', '520', '380'],
    ['makers',       '140', '60',  '80'],
    ['summer-lab',   '300', '170', '130'],
    ['code-nights',  '80',  '0',   '80'],
  ]),
  ...table({ version: 'children-after-school/1', period: first, columns: [...gender, ...middle] }, [
    ['after-school', '640', '268', '342', '30', '380', '260'],
    ['makers',       '96',  '34',  '50',  '12', '41',  '55'],
    ['city-library', '118', '58',  '46',  '14', '70',  '48'],
  ]),
  // Code Nights had 7 girls. That figure is a primary suppression, and another one is a complementary suppression.
  ...table({ version: 'children-after-school/1', period: second, columns: [...gender, ...middle] }, [
    ['after-school', '812', '372', '402', '38', '470', '342'],
    ['makers',       '124', '55',  '53',  '16', '52',  '72'],
    ['city-library', '131', '66',  '52',  '13', '79',  '52'],
    ['code-nights',  '58',  '7',   '41',  '10', '0',   '58'],
  ]),
  // A school without a grade band answers 0 of 0, which is not applicable: nothing is missing.
  ...table({ version: 'girls-in-courses/1', period: first, columns: upper }, [
    ['mill-middle',  '84/190', '84/190', '0/0'],
    ['heron-middle', '71/166', '71/166', '0/0'],
    ['north-high',   '88/231', '0/0',    '88/231'],
    ['harbor-high',  '79/224', '0/0',    '79/224'],
  ]),
  ...table({ version: 'girls-in-courses/1', period: second, columns: upper }, [
    ['mill-middle',  '96/198',  '96/198', '0/0'],
    ['heron-middle', '83/171',  '83/171', '0/0'],
    ['north-high',   '101/238', '0/0',     '101/238'],
    ['harbor-high',  '95/229',  '0/0',     '95/229'],
  ]),
  ...table({ version: 'teachers-trained/1', period: first, columns: experience }, [
    ['orchard-elementary',   '34', '12', '22'],
    ['tidewater-elementary', '31', '14', '17'],
    ['north-high',           '40', '16', '24'],
    ['harbor-high',          '37', '11', '26'],
  ]),
  // Made up. Experience, then course format, then new and longer-serving teachers by format. Four new teachers at the charter
  // school: if only that figure were suppressed, the totals would disclose it. Only North High used the online course.
  ...table({ version: 'teachers-trained/2', period: second, columns: [...experience, ...format, ...experienceByFormat] }, [
    ['orchard-elementary',   '29', '11', '18', '14', '15', '0',  '4', '7', '0', '10', '8',  '0'],
    ['tidewater-elementary', '28', '13', '15', '11', '17', '0',  '8', '5', '0', '3',  '12', '0'],
    ['north-high',           '33', '13', '20', '11', '12', '10', '3', '6', '4', '8',  '6',  '6'],
    ['harbor-high',          '35', '10', '25', '16', '19', '0',  '5', '5', '0', '11', '14', '0'],
    ['charter',              '19', '4',  '15', '19', '0',  '0',  '4', '0', '0', '15', '0',  '0'],
  ]),
  ...table({ version: 'workplace-visits/1', period: first }, [
    ['turbines', '12'],
    ['shipyard', '9'],
    ['hospital', '14'],
  ]),
  ...table({ version: 'workplace-visits/1', period: second }, [
    ['turbines', '19'],
    ['shipyard', '15'],
  ]),
  { version: 'workplace-visits/1', period: second, by: 'hospital', total: '150', state: 'RETURNED', narrative: 'All visits to the hospital, as counted at the front desk.' },
  { version: 'workplace-visits/1', period: second, by: 'utility', total: '4', state: 'DRAFT' },
  { version: 'data-agreements/1', period: first, by: null, total: '18/51' },
  { version: 'data-agreements/1', period: second, by: null, total: '39/60' },
];

/** Reports that were corrected and verified again after their release. The corrected figures are not published yet. */
export const corrections: { report: string; reason: string; total: Figure }[] = [
  {
    report: `workplace-visits/1/${first}/shipyard`,
    reason: 'Two visits in July were planned but did not take place.',
    total: '11',
  },
];

/** The releases. */
export const releases: [version: string, period: string][] = [
  ['science-hours/1', first],
  ['science-hours/1', second],
  ['algebra-by-nine/1', first],
  ['algebra-by-nine/2', second],
  ['places-after-school/1', first],
  ['places-after-school/1', second],
  ['children-after-school/1', first],
  ['children-after-school/1', second],
  ['teachers-trained/1', first],
  ['teachers-trained/2', second],
  ['girls-in-courses/1', first],
  ['girls-in-courses/1', second],
  ['workplace-visits/1', first],
  ['workplace-visits/1', second],
  ['data-agreements/1', first],
  ['data-agreements/1', second],
];

/** A baseline or target of an indicator: for the total, for a category such as `gender girls`, or for its disparity. */
export type ExampleReference = [
  version: string,
  period: string,
  value: string,
  category?: string,
  disparity?: ExampleDisparity,
];

/** What a category is compared with, and how. */
interface ExampleDisparity {
  reference: 'CATEGORY' | 'BEST';
  referenceCategory?: string;
  measure: 'DIFFERENCE' | 'RATIO';
}

const ofIncome: ExampleDisparity = { reference: 'CATEGORY', referenceCategory: 'not-low', measure: 'DIFFERENCE' };
const toBest: ExampleDisparity = { reference: 'BEST', measure: 'RATIO' };

export const baselines: ExampleReference[] = [
  ['science-hours/1', 'SY2022-23', '2.25'],
  ['algebra-by-nine/2', 'SY2022-23', '58'],
  ['algebra-by-nine/2', 'SY2022-23', '56', 'gender girls'],
  ['algebra-by-nine/2', 'SY2022-23', '-24', 'income low', ofIncome],
  ['algebra-by-nine/2', 'SY2022-23', '0.72', 'race-ethnicity black', toBest],
  ['places-after-school/1', 'SY2022-23', '820'],
  ['girls-in-courses/1', 'SY2022-23', '39'],
  ['workplace-visits/1', 'SY2022-23', '20'],
  ['data-agreements/1', 'SY2021-22', '0'],
];

export const targets: ExampleReference[] = [
  ['science-hours/1', 'SY2027-28', '5'],
  ['algebra-by-nine/2', 'SY2026-27', '75'],
  ['algebra-by-nine/2', 'SY2029-30', '90'],
  ['algebra-by-nine/2', 'SY2029-30', '-3', 'income low', ofIncome],
  ['algebra-by-nine/2', 'SY2029-30', '0.95', 'race-ethnicity black', toBest],
  ['places-after-school/1', 'SY2026-27', '1800'],
  ['places-after-school/1', 'SY2029-30', '2400'],
  ['girls-in-courses/1', 'SY2029-30', '50'],
  ['workplace-visits/1', 'SY2029-30', '120'],
  ['data-agreements/1', 'SY2026-27', '90'],
];

/** By version, the share of the expected reporters below which progress to its targets of a value is not assessed. */
export const minimumCoverage: Record<string, string> = { 'algebra-by-nine/2': '0.8', 'workplace-visits/1': '0.75' };

/** Reporting calendars by version, with the first period. Opening, due day, grace and reminder are in days after the school year. */
export const calendars: {
  version: string;
  fromPeriod: string;
  opensAfter: number;
  dueAfter: number;
  grace: number;
  reminder: number;
}[] = [
  { version: 'workplace-visits/1', fromPeriod: first, opensAfter: 1, dueAfter: 45, grace: 14, reminder: 10 },
  { version: 'children-after-school/1', fromPeriod: first, opensAfter: 1, dueAfter: 30, grace: 0, reminder: 7 },
];

/** The request for the reports of a school year after the story, by key. */
export const requests: {
  key: string;
  versions: string[];
  values: { period: string; opensOn: string; dueOn: string; note: string };
}[] = [
  {
    key: 'SY2025-26',
    versions: ['workplace-visits/1', 'children-after-school/1'],
    values: {
      period: 'SY2025-26',
      opensOn: '2026-08-03',
      dueOn: '2026-09-30',
      note: 'Count each child once, also if it attends two programs.',
    },
  },
];

/** The data quality rules. */
export const qualityRules: { version: string; name: string; values: Record<string, unknown> }[] = [
  {
    version: 'workplace-visits/1',
    name: 'A workplace hosts at most 60 classes',
    values: { kind: 'RANGE', most: '60' },
  },
  {
    version: 'algebra-by-nine/2',
    name: 'Share from 0 to 100 percent',
    values: { kind: 'RANGE', least: '0', most: '100', blocks: true },
  },
  {
    version: 'science-hours/1',
    name: 'Hours change by at most half',
    values: { kind: 'CHANGE', largestChange: '0.5', changeBy: 'SHARE' },
  },
];

/** Pairs of versions of which the first total must not exceed the second. */
export const beside: { version: string; name: string; other: string }[] = [
  { version: 'children-after-school/1', name: 'Children do not exceed places', other: 'places-after-school/1' },
];
