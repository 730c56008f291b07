import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observationStatuses } from '../indicator/index.ts';
import { type JudgedReport, judgeFindings, judgeQuality, type QualityRule } from './data-quality.ts';
import { judgeDataQualityRule } from './data-quality-definition.ts';

const women = [{ dimension: 'sex', category: 'F' }];
const nothing = { categories: [], least: null, most: null, largestChange: null, changeBy: null, otherVersionId: null };
const rule = (more: Partial<QualityRule>): QualityRule => ({
  ...nothing,
  name: 'Plausible',
  kind: 'RANGE',
  blocks: false,
  ...more,
});
const report = (value: string | null, ofWomen: string | null = null): JudgedReport => ({
  cells: [
    { categories: women, value: ofWomen, status: ofWomen === null ? 'MISSING' : 'OBSERVED' },
    { categories: [], value, status: value === null ? 'MISSING' : 'OBSERVED' },
  ],
});
const found = (
  one: QualityRule,
  figures: { now: JudgedReport; before?: JudgedReport | null; other?: JudgedReport | undefined },
) => {
  const { now, before = null, other } = figures;
  const others = new Map(other ? [['other', other]] : []);
  return judgeQuality(now, { rules: [one], previous: before, others }).map(({ message }) => message);
};

describe('a range', () => {
  it.each<[string, string[]]>([
    ['4.99', ['4.99 is less than 5, which violates the rule "Plausible".']],
    ['5', []],
    ['10', []],
    ['10.0000000000000000001', ['10.0000000000000000001 is more than 10, which violates the rule "Plausible".']],
  ])('from 5 to 10 says of %s', (value, expected) => {
    expect(found(rule({ least: '5', most: '10' }), { now: report(value) })).toEqual(expected);
  });

  it('can be open at an end', () => {
    expect(found(rule({ least: '5' }), { now: report('5000') })).toEqual([]);
    expect(found(rule({ most: '5' }), { now: report('-5000') })).toEqual([]);
  });

  it('of a category looks at that figure, and says where it stands', () => {
    const ofWomen = rule({ most: '10', categories: women });
    expect(found(ofWomen, { now: report('3000', '11') })).toEqual([
      '11 is more than 10, which violates the rule "Plausible".',
    ]);
    const [finding] = judgeQuality(report('3000', '11'), { rules: [ofWomen], previous: null, others: new Map() });
    expect(finding?.path).toEqual(['cells', '0', 'value']);
  });

  it.each(observationStatuses.slice(3))('finds nothing where the figure is %s, though 0 is a figure', (status) => {
    const one = rule({ least: '5' });
    expect(found(one, { now: { cells: [{ categories: [], value: null, status }] } })).toEqual([]);
    expect(found(one, { now: { cells: [] } })).toEqual([]);
    expect(found(one, { now: report('0') })).toHaveLength(1);
  });
});

describe('a change', () => {
  const absolute = rule({ kind: 'CHANGE', largestChange: '5', changeBy: 'ABSOLUTE' });
  const share = rule({ kind: 'CHANGE', largestChange: '0.5', changeBy: 'SHARE' });

  it.each<[string, string, number]>([
    ['10', '15', 0],
    ['10', '5', 0],
    ['10', '15.1', 1],
    ['10', '4.9', 1],
    ['-2', '4', 1],
  ])('by at most 5, from %s to %s, is found wrong %i times', (before, now, times) => {
    expect(found(absolute, { now: report(now), before: report(before) })).toHaveLength(times);
  });

  it.each<[string, string, number]>([
    ['10', '15', 0],
    ['10', '4.99', 1],
    ['-10', '-16', 1],
    ['0', '0', 0],
    ['0', '1', 1],
  ])('by at most half, from %s to %s, is found wrong %i times', (before, now, times) => {
    expect(found(share, { now: report(now), before: report(before) })).toHaveLength(times);
  });

  it('is none where there was no figure before', () => {
    expect(found(absolute, { now: report('1000') })).toEqual([]);
    expect(found(absolute, { now: report('1000'), before: report(null) })).toEqual([]);
  });

  it('says what was before', () => {
    expect(found(share, { now: report('30'), before: report('10') })).toEqual([
      'The change from 10 to 30 is more than 0.5 of 10, which violates the rule "Plausible".',
    ]);
  });

  it('is the same up and down', () => {
    const number = fc.integer({ min: -1000, max: 1000 }).map(String);
    fc.assert(
      fc.property(number, number, (a, b) => {
        const up = found(absolute, { now: report(a), before: report(b) });
        expect(found(absolute, { now: report(b), before: report(a) })).toHaveLength(up.length);
      }),
    );
  });
});

describe('a figure beside another', () => {
  const atMost = rule({ kind: 'AT_MOST', otherVersionId: 'other' });

  it('is at most that one', () => {
    expect(found(atMost, { now: report('20'), other: report('20') })).toEqual([]);
    expect(found(atMost, { now: report('21'), other: report('20') })).toEqual([
      '21 is more than the total of the other version, 20, which violates the rule "Plausible".',
    ]);
  });

  it('is compared by totals, and with nothing where there is no other', () => {
    expect(found(atMost, { now: report('20', '20'), other: report('30', '1') })).toEqual([]);
    expect(found(atMost, { now: report('20') })).toEqual([]);
    expect(found(atMost, { now: report('20'), other: report(null) })).toEqual([]);
  });
});

it('stops a report only by a rule that says so, by its name', () => {
  const rules = [rule({ most: '1' }), rule({ name: 'Impossible', most: '2', blocks: true })];
  const findings = judgeQuality(report('3'), { rules, previous: null, others: new Map() });
  expect(findings.map(({ blocks }) => blocks)).toEqual([false, true]);
  expect(judgeFindings(findings)).toEqual([
    {
      code: 'DATA_QUALITY',
      path: ['cells', '1', 'value'],
      message: '3 is more than 2, which violates the rule "Impossible". This rule blocks submission.',
    },
  ]);
});

describe('a rule', () => {
  const own = { indicatorVersionId: 'own' };
  const wrong = (more: Partial<QualityRule>) =>
    judgeDataQualityRule({ ...own, ...rule(more) }).map(({ code, path }) => `${code} ${path.join('.')}`);

  it.each<[string, Partial<QualityRule>]>([
    ['RANGE from', { least: '1' }],
    ['RANGE to', { most: '1', categories: women }],
    ['RANGE of one figure', { least: '1', most: '1' }],
    ['CHANGE', { kind: 'CHANGE', largestChange: '0', changeBy: 'SHARE', categories: women }],
    ['AT_MOST', { kind: 'AT_MOST', otherVersionId: 'other' }],
  ])('of the kind %s says what that needs', (_case, more) => {
    expect(wrong(more)).toEqual([]);
  });

  it.each<[string, Partial<QualityRule>, string[]]>([
    ['no end', {}, ['REQUIRED least']],
    ['ends out of order', { least: '2', most: '1' }, ['OUT_OF_RANGE most']],
    ['no change', { kind: 'CHANGE' }, ['REQUIRED largestChange', 'REQUIRED changeBy']],
    [
      'a change below nothing',
      { kind: 'CHANGE', largestChange: '-1', changeBy: 'SHARE' },
      ['OUT_OF_RANGE largestChange'],
    ],
    ['no other', { kind: 'AT_MOST' }, ['REQUIRED otherVersionId']],
    ['itself', { kind: 'AT_MOST', otherVersionId: 'own' }, ['INVALID otherVersionId']],
    [
      'what belongs to other kinds',
      { kind: 'AT_MOST', otherVersionId: 'other', categories: women, least: '1', changeBy: 'SHARE' },
      ['INVALID least', 'INVALID changeBy', 'INVALID categories'],
    ],
    ['what belongs to a change', { least: '1', largestChange: '1' }, ['INVALID largestChange']],
  ])('is refused with %s', (_case, more, expected) => {
    expect(wrong(more)).toEqual(expected);
  });
});
