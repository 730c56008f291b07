import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as access from './access/index.ts';
import * as activity from './activity/index.ts';
import * as agenda from './agenda/index.ts';
import * as aggregation from './aggregation/index.ts';
import * as backbone from './backbone/index.ts';
import * as communication from './communication/index.ts';
import * as ecosystem from './ecosystem/index.ts';
import * as root from './index.ts';
import * as indicator from './indicator/index.ts';
import * as landscape from './landscape/index.ts';
import * as learning from './learning/index.ts';
import * as partnership from './partnership/index.ts';
import * as progressEntry from './progress/index.ts';
import * as release from './release/index.ts';
import * as reporting from './reporting/index.ts';
import { issueCodes } from './shared/outcome.ts';
import * as study from './study/index.ts';

type AnyFunction = (...values: unknown[]) => unknown;

/**
 * Functions for values that the program made itself, which throw by their definition; one that takes a schema; and small
 * functions that are called for every cell or row of a checked input.
 */
const exceptions = [
  'unwrap',
  'encodeTypeId',
  'today',
  'parseCommand',
  'partialOf',
  'partialEndsOf',
  'partialEndsOfSums',
  'withQuotient',
  'countsPeople',
  'countsPeopleOnce',
  'isNeverNegative',
  'worstComparability',
  'rowKey',
  'publishedFigures',
  'breakdownKey',
  'populationKey',
  'submissionKey',
  // They take the viewer, which authentication creates.
  'actorOf',
  'authorOf',
  'grantIn',
  'isBackboneOf',
  'isOperator',
  'isStewardOf',
  // They take types of records.
  'erasableFields',
  'isPersonalRecord',
  'wordFor',
  // They take results of other functions of the SDK.
  'overlapKey',
  'measureDisparity',
  'disparityStatus',
  'lowestCoverage',
  'otherPeriodsCaveats',
  'withoutUpperBound',
];

const entries = {
  access,
  activity,
  agenda,
  aggregation,
  backbone,
  communication,
  ecosystem,
  indicator,
  landscape,
  learning,
  partnership,
  progress: progressEntry,
  release,
  reporting,
  root,
  study,
};

const functions = Object.entries(entries).flatMap(([entry, exported]) =>
  Object.entries<unknown>(exported)
    .filter(([name, value]) => typeof value === 'function' && !exceptions.includes(name) && !isClass(value))
    .map(([name, value]) => ({ name: `${entry}/${name}`, call: value as AnyFunction })),
);

/** An object that has no JSON. */
const containingItself: Record<string, unknown> = {};
containingItself.self = containingItself;

function isClass(value: unknown): boolean {
  return /^class\b/.test(String(value));
}

const { activityLife, commitmentLife } = activity;
const { agendaLife, strategyLife, termLife } = agenda;
const { fundingLife } = backbone;
const { cycleLife } = learning;

/** The issues of an answer, if it is a list of issues or an outcome that was refused. */
function issuesOf(answer: unknown): unknown[] {
  if (Array.isArray(answer)) return answer;
  if (typeof answer === 'object' && answer !== null && 'issues' in answer) return answer.issues as unknown[];
  return [];
}

const anIssue = expect.objectContaining({
  code: expect.toBeOneOf([...issueCodes]),
  path: expect.any(Array),
  message: expect.any(String),
});

describe('malformed input', () => {
  it.each(functions)('is never thrown by $name', ({ call }) => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 3 }), (values) => {
        call(...values);
      }),
      { numRuns: 50 },
    );
  });

  // These rules and analyses have a parameter without which they cannot answer.
  const refusing = functions.filter(({ name }) =>
    /\/(judge(?!Texts)|(agree|close|miss)Commitment|closeGap|respondToSurveyWave|responseRate|rollUp|decideRelease|place|complete|draft|[a-z]+(Cycle|Endorsement|Consent)$)/.test(
      name,
    ),
  );

  it.each(refusing)('is returned as issues by $name', ({ call }) => {
    for (const value of [undefined, null, 'X', 7, true, [], {}, 7n, Symbol('X'), [7n], containingItself]) {
      for (const issue of issuesOf(call(value, value, value))) expect(issue).toEqual(anIssue);
    }
    // A number is a valid number of entries, and an object without fields is a valid object of optional fields.
    expect([7, {}].flatMap((value) => issuesOf(call(value, value, value)))).not.toEqual([]);
  });

  const lives = { activityLife, agendaLife, commitmentLife, cycleLife, fundingLife, strategyLife, termLife };

  it.each(Object.entries(lives))('of a life cycle is returned as issues: %s', (_name, life) => {
    for (const value of [undefined, null, 'X', 7, [], {}]) {
      expect(issuesOf(life.transition(value as never, value as never))).toContainEqual(anIssue);
      expect(issuesOf(life.judgeChange(value as never, value as never))).toContainEqual(anIssue);
    }
  });

  it('names a framework that does not exist', () => {
    const framework = 'X' as never;
    expect(progressEntry.progress(framework, { on: '2025-08-31' })).toEqual({
      ok: false,
      issues: [
        {
          code: 'INVALID',
          path: ['framework'],
          message: 'Expected one of FIVE_CONDITIONS, STRATEGY_ONE, INCLUDES_ELEMENTS, BACKBONE_FUNCTIONS, not "X".',
        },
      ],
    });
  });

  it('names a stakeholder group without its scheme, which would count as missing', () => {
    const organizations = [{ stakeholderGroups: [{ code: 'libraries' }] }] as never;
    expect(ecosystem.sectorCoverage(organizations)).toEqual({
      ok: false,
      issues: [
        {
          code: 'REQUIRED',
          path: ['organizations', '0', 'stakeholderGroups', '0', 'scheme'],
          message: 'This value is required. Expected a text.',
        },
      ],
    });
  });

  it.each([
    [undefined, 'REQUIRED', 'This value is required. Expected a list.'],
    [null, 'REQUIRED', 'This value is required. Expected a list.'],
    ['libraries', 'INVALID', 'Expected a list, not "libraries".'],
    [{}, 'INVALID', 'Expected a list, not {}.'],
  ])('names %j in place of a list', (organizations, code, message) => {
    expect(ecosystem.sectorCoverage(organizations as never)).toEqual({
      ok: false,
      issues: [{ code, path: ['organizations'], message }],
    });
  });

  const omitted: [name: string, field: string, call: (value: null) => unknown][] = [
    ['activityOutcomes', 'outputs', (outputs) => activity.activityOutcomes({ id: 'a', outputs } as never, {} as never)],
    [
      'alignment',
      'commitments',
      (commitments) => activity.alignment({ goals: [], activities: [], commitments } as never),
    ],
    [
      'progress',
      'agendas',
      (agendas) => progressEntry.progress('STRATEGY_ONE', { on: '2025-08-31', agendas } as never),
    ],
    [
      'partnershipNetwork',
      'organizations',
      (organizations) => partnership.partnershipNetwork([], { organizations } as never),
    ],
    ['sectorCoverage', 'partnerships', (partnerships) => ecosystem.sectorCoverage([], { partnerships } as never)],
    ['importance', 'readings', (readings) => study.importance({ codes: [], codings: [], readings } as never)],
  ];
  it.each(omitted)(
    'is returned as an issue by %s if the list %s, which can be omitted, is null',
    (_name, field, call) => {
      const message = 'Expected a value other than null. Omit the field if it has no value.';
      expect(issuesOf(call(null))).toContainEqual({
        code: 'INVALID',
        path: expect.arrayContaining([field]),
        message,
      });
    },
  );

  it('does not include a list that is undefined', () => {
    const omittedKinds = { agendas: undefined, workingGroups: undefined, indicators: undefined };
    const on = '2025-08-31';
    expect(progressEntry.progress('FIVE_CONDITIONS', { on, ...omittedKinds })).toEqual(
      progressEntry.progress('FIVE_CONDITIONS', { on }),
    );
  });

  it('does not include an empty list', () => {
    expect(root.unwrap(ecosystem.sectorCoverage([])).missing).toHaveLength(12);
  });

  it('names a day that does not exist', () => {
    expect(ecosystem.sectorCoverage([], { on: '2025-02-30' })).toEqual({
      ok: false,
      issues: [
        {
          code: 'INVALID',
          path: ['options', 'on'],
          message: 'Expected a date such as 2025-08-31, not "2025-02-30".',
        },
      ],
    });
  });
});
