import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observationStatuses } from '../indicator/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { type JudgedReport, judgeFindings, judgeQuality, type QualityRule } from './data-quality.ts';
import { judgeDataQualityRule } from './data-quality-definition.ts';

const women = [{ dimension: 'sex', category: 'F' }];
const noLimits = { categories: [], least: null, most: null, largestChange: null, changeBy: null, otherVersionId: null };
const rule = (fields: Partial<QualityRule>): QualityRule => ({
  ...noLimits,
  name: 'Plausible',
  kind: 'RANGE',
  blocks: false,
  ...fields,
});
const report = (value: string | null, valueOfWomen: string | null = null): JudgedReport => ({
  cells: [
    { categories: women, value: valueOfWomen, status: valueOfWomen === null ? 'MISSING' : 'OBSERVED' },
    { categories: [], value, status: value === null ? 'MISSING' : 'OBSERVED' },
  ],
});
const messagesOf = (
  rule: QualityRule,
  figures: { now: JudgedReport; before?: JudgedReport | null; other?: JudgedReport | undefined },
) => {
  const { now, before = null, other } = figures;
  const others = new Map(other ? [['other', other]] : []);
  return unwrap(judgeQuality(now, { rules: [rule], previous: before, others })).map(({ message }) => message);
};

describe('a RANGE rule', () => {
  it.each<[string, string[]]>([
    ['4.99', ['4.99 is less than 5, which violates the rule "Plausible".']],
    ['5', []],
    ['10', []],
    ['10.0000000000000000001', ['10.0000000000000000001 is more than 10, which violates the rule "Plausible".']],
  ])('from 5 to 10 returns for the figure %s the messages %j', (value, expected) => {
    expect(messagesOf(rule({ least: '5', most: '10' }), { now: report(value) })).toEqual(expected);
  });

  it('can have only a lower or only an upper limit', () => {
    expect(messagesOf(rule({ least: '5' }), { now: report('5000') })).toEqual([]);
    expect(messagesOf(rule({ most: '5' }), { now: report('-5000') })).toEqual([]);
  });

  it('with categories judges the cell of these categories, and returns its path', () => {
    const womenRule = rule({ most: '10', categories: women });
    expect(messagesOf(womenRule, { now: report('3000', '11') })).toEqual([
      '11 is more than 10, which violates the rule "Plausible".',
    ]);
    const context = { rules: [womenRule], previous: null, others: new Map() };
    const [finding] = unwrap(judgeQuality(report('3000', '11'), context));
    expect(finding?.path).toEqual(['cells', '0', 'value']);
  });

  it.each(observationStatuses.slice(3))('ignores a cell that is %s or absent, but judges 0', (status) => {
    const atLeastFive = rule({ least: '5' });
    expect(messagesOf(atLeastFive, { now: { cells: [{ categories: [], value: null, status }] } })).toEqual([]);
    expect(messagesOf(atLeastFive, { now: { cells: [] } })).toEqual([]);
    expect(messagesOf(atLeastFive, { now: report('0') })).toHaveLength(1);
  });
});

describe('a CHANGE rule', () => {
  const absolute = rule({ kind: 'CHANGE', largestChange: '5', changeBy: 'ABSOLUTE' });
  const share = rule({ kind: 'CHANGE', largestChange: '0.5', changeBy: 'SHARE' });

  it.each<[string, string, number]>([
    ['10', '15', 0],
    ['10', '5', 0],
    ['10', '15.1', 1],
    ['10', '4.9', 1],
    ['-2', '4', 1],
  ])('of at most 5 has for a change from %s to %s this number of findings: %i', (before, now, findingCount) => {
    expect(messagesOf(absolute, { now: report(now), before: report(before) })).toHaveLength(findingCount);
  });

  it.each<[string, string, number]>([
    ['10', '15', 0],
    ['10', '4.99', 1],
    ['-10', '-16', 1],
    ['0', '0', 0],
    ['0', '1', 1],
  ])(
    'of at most a share of 0.5 has for a change from %s to %s this number of findings: %i',
    (before, now, findingCount) => {
      expect(messagesOf(share, { now: report(now), before: report(before) })).toHaveLength(findingCount);
    },
  );

  it('ignores a figure without a previous figure', () => {
    expect(messagesOf(absolute, { now: report('1000') })).toEqual([]);
    expect(messagesOf(absolute, { now: report('1000'), before: report(null) })).toEqual([]);
  });

  it('names the previous figure in its message', () => {
    expect(messagesOf(share, { now: report('30'), before: report('10') })).toEqual([
      'The change from 10 to 30 is more than 0.5 of 10, which violates the rule "Plausible".',
    ]);
  });

  it('treats increases and decreases alike', () => {
    const number = fc.integer({ min: -1000, max: 1000 }).map(String);
    fc.assert(
      fc.property(number, number, (a, b) => {
        const up = messagesOf(absolute, { now: report(a), before: report(b) });
        expect(messagesOf(absolute, { now: report(b), before: report(a) })).toHaveLength(up.length);
      }),
    );
  });
});

describe('an AT_MOST rule', () => {
  const atMost = rule({ kind: 'AT_MOST', otherVersionId: 'other' });

  it('rejects a figure that exceeds the total of the other version', () => {
    expect(messagesOf(atMost, { now: report('20'), other: report('20') })).toEqual([]);
    expect(messagesOf(atMost, { now: report('21'), other: report('20') })).toEqual([
      '21 is more than the total of the other version, 20, which violates the rule "Plausible".',
    ]);
  });

  it('compares totals only, and ignores a version without a total', () => {
    expect(messagesOf(atMost, { now: report('20', '20'), other: report('30', '1') })).toEqual([]);
    expect(messagesOf(atMost, { now: report('20') })).toEqual([]);
    expect(messagesOf(atMost, { now: report('20'), other: report(null) })).toEqual([]);
  });
});

it('blocks submission only for rules with `blocks`, and names the rule', () => {
  const rules = [rule({ most: '1' }), rule({ name: 'Impossible', most: '2', blocks: true })];
  const findings = unwrap(judgeQuality(report('3'), { rules, previous: null, others: new Map() }));
  expect(findings.map(({ blocks }) => blocks)).toEqual([false, true]);
  expect(judgeFindings(findings)).toEqual([
    {
      code: 'DATA_QUALITY',
      path: ['cells', '1', 'value'],
      message: '3 is more than 2, which violates the rule "Impossible". This rule blocks submission.',
    },
  ]);
});

describe('judgeDataQualityRule', () => {
  const issuesOf = (fields: Partial<QualityRule>) =>
    judgeDataQualityRule({ indicatorVersionId: 'own', ...rule(fields) }).map(
      ({ code, path }) => `${code} ${path.join('.')}`,
    );

  it.each<[string, Partial<QualityRule>]>([
    ['a RANGE with a lower limit', { least: '1' }],
    ['a RANGE with an upper limit', { most: '1', categories: women }],
    ['a RANGE with equal limits', { least: '1', most: '1' }],
    ['a CHANGE', { kind: 'CHANGE', largestChange: '0', changeBy: 'SHARE', categories: women }],
    ['an AT_MOST', { kind: 'AT_MOST', otherVersionId: 'other' }],
  ])('accepts %s', (_case, fields) => {
    expect(issuesOf(fields)).toEqual([]);
  });

  it.each<[string, Partial<QualityRule>, string[]]>([
    ['a RANGE without limits', {}, ['REQUIRED least']],
    ['a RANGE whose limits are out of order', { least: '2', most: '1' }, ['OUT_OF_RANGE most']],
    ['a CHANGE without a limit', { kind: 'CHANGE' }, ['REQUIRED largestChange', 'REQUIRED changeBy']],
    [
      'a CHANGE with a negative limit',
      { kind: 'CHANGE', largestChange: '-1', changeBy: 'SHARE' },
      ['OUT_OF_RANGE largestChange'],
    ],
    ['an AT_MOST without another version', { kind: 'AT_MOST' }, ['REQUIRED otherVersionId']],
    ['an AT_MOST of a version and itself', { kind: 'AT_MOST', otherVersionId: 'own' }, ['INVALID otherVersionId']],
    [
      'an AT_MOST with fields of other kinds',
      { kind: 'AT_MOST', otherVersionId: 'other', categories: women, least: '1', changeBy: 'SHARE' },
      ['INVALID least', 'INVALID changeBy', 'INVALID categories'],
    ],
    ['a RANGE with a field of CHANGE', { least: '1', largestChange: '1' }, ['INVALID largestChange']],
  ])('rejects %s', (_case, fields, expected) => {
    expect(issuesOf(fields)).toEqual(expected);
  });
});
