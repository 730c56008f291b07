import { describe, expect, it } from 'vitest';
import * as indicator from './indicator/index.ts';
import * as reporting from './reporting/index.ts';
import type { Issue } from './shared/outcome.ts';

/*
 * Valid parameters of the rules and analyses of shared measurement. Each field of them is replaced by a value of another
 * type, which the function must return as an issue at this field.
 */

const categories = [{ dimension: 'grade', category: '5' }];
const dimensions = [
  { code: 'grade', exclusive: true, exhaustive: false, categories: [{ code: '5', parent: null }] },
  { code: 'sex', exclusive: true, exhaustive: true, categories: [{ code: 'F', parent: null }] },
];
const unit = { scheme: 'unit', code: 'visits', label: 'Visits' };
const figureDefinition = { kind: 'COUNT', countingUnit: 'EVENTS', unit, multiplier: '1' } as const;
const cellVersion = {
  kind: 'RATIO',
  countingUnit: 'PEOPLE',
  multiplier: '100',
  denominatorOverCategories: null,
} as const;
const cell = {
  categories,
  value: '50',
  numerator: '20',
  denominator: '40',
  base: 40,
  status: 'OBSERVED',
  standardError: '1.5',
} as const;
const crossings = [{ firstDimension: 'grade', secondDimension: 'sex' }];
const disparity = { reference: 'CATEGORY', referenceCategory: '5', measure: 'RATIO' } as const;
const days = { startsOn: '2025-01-01', endsOn: '2025-12-31' };
const status = 'DRAFT' as const;
const category = { code: '5', label: 'Grade 5', order: 1, parent: null, uri: null };
const adoptionRecord = { ...days, ecosystemId: 'a', networkVersionId: 'v', adopterId: 'a', localVersionId: 'w' };
const adoptable = { ...figureDefinition, ecosystemId: 'n', status } as const;
const membership = { ecosystemId: 'n', networkId: 'n', memberId: 'a', startedOn: '2025-01-01', endedOn: '2025-12-31' };
const baselines = [{ period: '2025', value: '50', categories, visibility: 'MEMBERS', disparity }] as const;
const years = { schoolYearStart: '09-01', fiscalYearStart: '01-01' };
const version = { ...cellVersion, direction: 'INCREASE' } as const;
const consent = {
  consent: 'GIVEN',
  consentOn: '2025-01-01',
  consentRecordedBy: 'Director',
  withdrawnOn: '2025-02-01',
} as const;
const calendar = { opensAfter: 1, dueAfter: 31, grace: 14, reminder: 7 };
const judgedReport = { cells: [{ categories, value: '50', status: 'OBSERVED' }] } as const;
const qualityRule = {
  name: 'Fits the hall',
  kind: 'RANGE',
  categories,
  least: '0',
  most: '40',
  largestChange: '1',
  changeBy: 'SHARE',
  otherVersionId: 'w',
  blocks: true,
} as const;
const comparedVersion = {
  ...figureDefinition,
  number: 1,
  status,
  comparability: 'YES',
  comparabilityNote: 'x',
} as const;

const parametersOfIndicator = {
  comparabilityOf: [[comparedVersion], { from: 1, to: 2 }],
  completeCell: [
    { value: '50', numerator: '20', denominator: '40' },
    { kind: 'RATIO', multiplier: '100' },
  ],
  draftVersion: [{ number: 1 }],
  judgeAdoption: [{ number: 2, comparability: 'YES' }, [1]],
  judgeAdoptionRecord: [
    adoptionRecord,
    {
      networkVersion: { ...adoptable, kindOfEcosystem: 'NETWORK' },
      localVersion: adoptable,
      memberships: [membership],
    },
  ],
  judgeBaselines: [{ baselines, version: cellVersion, dimensions, threshold: 10 }],
  judgeBreakdown: [categories, dimensions],
  judgeCategories: [[{ code: '5', parent: null }]],
  judgeContributionLevels: [{ indicator: 'PROGRAM', coreIndicator: 'POPULATION' }],
  judgeCrossedDimensions: [crossings, [{ code: 'grade', exclusive: true }]],
  judgeCrossings: [
    {
      kind: 'RATIO',
      countingUnit: 'PEOPLE',
      aggregationAcrossOrganizations: 'RATIO',
      denominatorOverCategories: 'SPLIT',
      crossings,
    },
  ],
  judgeCrosswalk: [
    { dimension: 'grade', earlierDimension: 'grade', mappings: [{ earlier: '5', category: '5' }] },
    { dimensions, earlierDimensions: dimensions },
  ],
  judgeDimensionChange: [
    {
      versionStatus: 'DRAFT',
      exhaustive: true,
      fields: ['code'],
      categories: { before: [category], after: [category] },
      inUse: new Set(['5']),
    },
  ],
  judgeDiscussable: [{ status }],
  judgeDiscussed: [1],
  judgeDisparityCategories: [categories, { disparity, dimensions }],
  judgeDisparityValue: ['0.8', { disparity, direction: 'INCREASE' }],
  judgeDisparityVersion: [{ kind: 'RATIO', direction: 'INCREASE' }],
  judgeEarlierVersion: [
    { indicatorId: 'i', number: 2 },
    { indicatorId: 'i', number: 1, status: 'ADOPTED' },
  ],
  judgeEntryChange: [{ status }, ['statement']],
  judgeLevelChange: ['PROGRAM', { isContributing: true, isCore: false }],
  judgeMaintained: [{ direction: 'MAINTAIN', tolerance: '0' }],
  judgeNewDimension: [{ status }],
  judgeOverlap: [days, [days]],
  judgeQuotient: [
    { value: '50', numerator: '20', denominator: '40' },
    { kind: 'RATIO', multiplier: '100' },
  ],
  judgeRedefinition: [
    { baselines, targets: baselines, version: { ...version, frequency: 'YEAR', ...years }, dimensions, threshold: 10 },
  ],
  judgeReferenceValue: [{ value: '50', disparity }, version],
  judgeReportable: [{ status: 'RETIRED', replacedFrom: '2025-01-01' }, '2024-01-01'],
  retireVersion: [
    { status: 'ADOPTED', adoptedOn: '2024-01-01' },
    { on: '2024-06-01', today: '2024-06-02' },
  ],
  judgeSettled: [{ status }, 'indicatorVersionId'],
  judgeVersionDefinition: [
    {
      kind: 'COUNT',
      countingUnit: 'PEOPLE',
      multiplier: '1',
      direction: 'INCREASE',
      tolerance: '1',
      aggregationAcrossOrganizations: 'SUM',
      aggregationOverTime: 'SUM',
      denominatorOverTime: 'SUM',
      denominatorOverCategories: 'SPLIT',
      crossings,
    },
  ],
  networkAdoptionsOn: ['2025-06-30', [adoptionRecord]],
} satisfies Partial<Record<keyof typeof indicator, readonly unknown[]>>;

const request = { opensOn: '2025-04-01', dueOn: '2025-04-30', closedOn: null };

const parametersOfReporting = {
  calendarOf: [[{ fromDay: '2025-01-01' }], '2025-01-01'],
  changeConsent: [{ consent: 'GIVEN', consentOn: '2025-03-01' }, consent],
  judgeCells: [{ cells: [cell], dimensions, version: cellVersion }],
  judgeFindings: [[{ path: ['cells', '0', 'value'], message: 'x', blocks: true }]],
  judgeOpenness: [{ consent: 'GIVEN', visibility: 'PUBLIC' }],
  judgeQuality: [
    judgedReport,
    { rules: [qualityRule], previous: judgedReport, others: new Map([['w', judgedReport]]) },
  ],
  judgeRepeated: [1],
  judgeReportChange: [{ status }],
  judgeReporting: [
    {
      adoptions: [{ organizationId: 'o', from: '2025-01-01', until: '2025-12-31' }],
      calendar,
      request: { opensOn: '2025-04-01', dueOn: '2025-04-20' },
      reports: [{ organizationId: 'o', status: 'SUBMITTED' }],
      periodEnd: '2025-03-31',
      on: '2025-04-30',
    },
  ],
  closeReportRequest: [request, '2025-05-01'],
  extendReportRequest: [request, { dueOn: '2025-05-31', today: '2025-05-01' }],
  judgeSubmission: [{ cells: 0, narrative: 'x', kind: 'COUNT' }],
  placePeriod: ['2025-Q1', years],
  placeReportPeriod: ['2025-Q1', { ...years, frequency: 'QUARTER' }],
  reportingDays: [calendar, '2025-03-31'],
  reportRequestStatus: [request, '2025-05-01'],
  requestedReportStatus: [{ reported: ['o'], late: ['p'], outstanding: ['p'] }, 'o'],
  withdrawConsent: [
    { consent: 'GIVEN', consentOn: '2025-01-01' },
    { on: '2025-02-01', today: '2025-02-02', recordedBy: 'Director' },
  ],
} satisfies Partial<Record<keyof typeof reporting, readonly unknown[]>>;

type AnyFunction = (...values: unknown[]) => unknown;

const functions = [
  ...Object.entries(parametersOfIndicator).map(([name, parameters]) => ({ name, domain: indicator, parameters })),
  ...Object.entries(parametersOfReporting).map(([name, parameters]) => ({ name, domain: reporting, parameters })),
].map(({ name, domain, parameters }) => ({
  name,
  parameters: parameters as readonly unknown[],
  call: (domain as unknown as Record<string, AnyFunction>)[name] as AnyFunction,
}));

/** The paths of all texts, numbers, flags, nulls and sets in a value. */
function leafPaths(value: unknown): string[][] {
  if (value instanceof Map) {
    return [...value].flatMap(([key, each]) => leafPaths(each).map((path) => [String(key), ...path]));
  }
  if (typeof value !== 'object' || value === null || value instanceof Set) return [[]];
  return Object.entries(value).flatMap(([key, each]) => leafPaths(each).map((path) => [key, ...path]));
}

/** A copy of a value with another value at a path. */
function replaced(value: unknown, [key, ...path]: readonly string[]): unknown {
  // No field of the parameters accepts this value.
  if (key === undefined) return { not: 'valid' };
  if (value instanceof Map)
    return new Map([...value].map(([at, each]) => [at, at === key ? replaced(each, path) : each]));
  if (Array.isArray(value)) return value.map((each, at) => (String(at) === key ? replaced(each, path) : each));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: replaced(record[key], path) };
}

function issuesOf(answer: unknown): Issue[] {
  if (Array.isArray(answer)) return answer;
  return typeof answer === 'object' && answer !== null && 'issues' in answer ? (answer.issues as Issue[]) : [];
}

const malformed = functions.flatMap(({ name, parameters, call }) =>
  leafPaths(parameters).map((path) => ({ name, place: path.slice(1).join('.'), path, parameters, call })),
);

describe('a field of another type', () => {
  it.each(malformed)('is returned at its place by $name, parameter $path.0: $place', ({ path, parameters, call }) => {
    const issues = issuesOf(call(...(replaced(parameters, path) as unknown[])));
    const [parameter = '', ...place] = path;
    // A function with one parameter starts its paths at the fields, others at the name of the parameter.
    const places = issues.map((issue) => issue.path.slice(issue.path.length - place.length));
    expect({ parameter, codes: issues.map(({ code }) => code), places }).toEqual({
      parameter,
      codes: ['INVALID'],
      places: [place],
    });
    expect(issues[0]?.message).toMatch(/^Expected .+, not \{"not":"valid"\}\.$/);
  });

  it('is returned together with all others', () => {
    const cells = [
      { ...cell, value: 'many', base: -1 },
      { ...cell, status: 'KNOWN' },
    ] as never;
    expect(reporting.judgeCells({ cells, dimensions, version: { ...cellVersion, kind: 'SUM' as never } })).toEqual([
      {
        code: 'INVALID',
        path: ['cells', '0', 'value'],
        message: 'Expected a decimal number in a string, such as "13.1825", not "many".',
      },
      { code: 'INVALID', path: ['cells', '0', 'base'], message: 'Expected a whole number of at least 0, not -1.' },
      {
        code: 'INVALID',
        path: ['cells', '1', 'status'],
        message:
          'Expected one of OBSERVED, ESTIMATED, PROVISIONAL, MISSING, NOT_APPLICABLE, SUPPRESSED_AT_SOURCE, not "KNOWN".',
      },
      {
        code: 'INVALID',
        path: ['version', 'kind'],
        message: 'Expected one of COUNT, AMOUNT, RATIO, MEAN, MEDIAN, PERCENTILE, INDEX, QUALITATIVE, not "SUM".',
      },
    ]);
  });

  it.each([
    ['indicator', indicator, parametersOfIndicator],
    ['reporting', reporting, parametersOfReporting],
  ])('is tested for every function of %s', (_name, domain, parameters) => {
    const tested = [...Object.keys(parameters), ...withoutIssues].sort();
    const exported = Object.entries<unknown>(domain).flatMap(([name, value]) =>
      typeof value === 'function' ? [name] : [],
    );
    expect(exported.filter((name) => !tested.includes(name))).toEqual([]);
  });
});

/** Keys of a checked record, predicates, and the reports of a call, which are judged separately. */
const withoutIssues = [
  'breakdownKey',
  'populationKey',
  'submissionKey',
  'sameCategory',
  'countsPeople',
  'isNeverNegative',
  'judgeSubmissionBatch',
];
