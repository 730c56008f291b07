import { describe, expect, it } from 'vitest';
import { part, request, rolledUp, version } from './roll-up.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpRequest } from './roll-up-request.ts';

const answer = (parts: RollUpPart[], more: Partial<RollUpRequest> & { rules?: object } = {}) => {
  const { rules, ...rest } = more;
  const [figure] = rolledUp(request(parts, { versions: [{ ...version, ...rules }], ...rest }));
  return { value: figure?.value, caveats: figure?.caveats, missing: figure?.coverage.missing };
};
const of = (organizationId: string, figure: string, more: Partial<RollUpPart> = {}) =>
  part(figure, { organizationId, ...more });

describe('a figure that leaves out figures', () => {
  it('names those that have no number, by cause', () => {
    expect(answer([of('a', '12'), of('b', 'SUPPRESSED_AT_SOURCE')])).toEqual({
      value: '12',
      caveats: ['1 figure for 2024 is suppressed by its source. It is not included.'],
      missing: 0,
    });
    expect(answer([of('a', '12'), of('b', 'MISSING'), of('c', 'MISSING')])).toEqual({
      value: '12',
      caveats: ['2 figures for 2024 were reported as MISSING. They are not included.'],
      missing: 2,
    });
  });

  it('names expected organizations that did not report, and those whose place is unknown', () => {
    expect(answer([of('a', '12')], { expected: () => ({ expected: 3, absent: 2, unassigned: 1 }) })).toEqual({
      value: '12',
      caveats: [
        '2 expected organizations did not report for 2024. They are not included.',
        '1 organization agreed to report for 2024, but it is not known whether it serves this place. It is not counted as missing.',
      ],
      missing: 2,
    });
  });

  it('names expected ecosystems without a figure', () => {
    const members = ['e1', 'e2'].map((ecosystemId) => ({ ecosystemId, spans: [{ from: '2020-01-01', until: null }] }));
    expect(answer([of('a', '12')], { over: ['ORGANIZATIONS', 'ECOSYSTEMS'], members })).toEqual({
      value: '12',
      caveats: ['1 expected ecosystem has no figure for 2024. It is not included.'],
      missing: 1,
    });
  });

  it('adds up what is missing in several ecosystems', () => {
    const parts = ['e1', 'e2'].flatMap((ecosystemId) => [
      of(`a-${ecosystemId}`, '12', { ecosystemId }),
      of(`b-${ecosystemId}`, 'MISSING', { ecosystemId }),
    ]);
    expect(answer(parts, { over: ['ORGANIZATIONS', 'ECOSYSTEMS'] }).caveats).toEqual([
      '2 figures for 2024 were reported as MISSING. They are not included.',
    ]);
  });

  it('has no caveat if every organization has a figure or reported NOT_APPLICABLE, or if there is no figure', () => {
    expect(answer([of('a', '12'), of('b', 'NOT_APPLICABLE')]).caveats).toEqual([]);
    expect(answer([of('a', 'MISSING')])).toMatchObject({ value: null, caveats: [] });
  });
});

describe('a figure of several periods', () => {
  const years = (...parts: RollUpPart[]) => ({ parts, periods: ['2023-01-01/2024-12-31'] });
  const ask = (rules: object, { parts, periods }: ReturnType<typeof years>) => answer(parts, { rules, periods });
  const last = { aggregationOverTime: 'LAST' };
  const [a2023, a2024] = [of('a', '12', { period: '2023' }), of('a', '14')];
  const b2023 = of('b', '30', { period: '2023' });
  const without2024 = '1 organization reported for other parts of the period, and not for 2024. It counts as missing.';

  it('of which the latest is used counts an organization that stopped reporting as missing', () => {
    expect(ask(last, years(a2023, b2023, a2024))).toEqual({ value: '14', caveats: [without2024], missing: 1 });
  });

  it('of which the latest is used does not count an organization that began to report, or reported NOT_APPLICABLE', () => {
    expect(ask(last, years(a2023, a2024, of('b', '30')))).toEqual({ value: '44', caveats: [], missing: 0 });
    expect(ask(last, years(a2023, b2023, a2024, of('b', 'NOT_APPLICABLE')))).toMatchObject({
      value: '14',
      caveats: [],
      missing: 0,
    });
  });

  it('that are summed counts an organization once for each period that it did not report for', () => {
    expect(ask({}, years(a2023, b2023, a2024))).toEqual({ value: '56', caveats: [without2024], missing: 1 });
    expect(ask({}, years(a2023, of('b', '30')))).toEqual({
      value: '42',
      caveats: [
        '1 organization reported for other parts of the period, and not for 2023. It counts as missing.',
        without2024,
      ],
      missing: 2,
    });
  });

  it('names the parts of the period without figures', () => {
    expect(ask({}, years(a2023))).toEqual({ value: '12', caveats: ['No figure covers 2024.'], missing: 0 });
    const parts = ['2023-Q1', '2023-Q3', '2024-Q1', '2024-Q3'].map((period) => of('a', '1', { period }));
    expect(ask({}, years(...parts)).caveats).toEqual(['No figure covers 4 parts of the period.']);
  });
});
