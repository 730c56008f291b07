import { describe, expect, it } from 'vitest';
import {
  count,
  decide,
  previousReleaseOf,
  publishedIn,
  ratio,
  report,
  sex,
  share,
  shownDenominatorsIn,
  suppressedIn,
} from '../decide-release.fixture.ts';

const shares = { version: share };
const large = () => [
  report('A', { '': ratio('23', '80'), 'sex=F': ratio('3', '40'), 'sex=M': ratio('20', '40') }),
  report('B', { '': ratio('60', '100'), 'sex=F': ratio('30', '50'), 'sex=M': ratio('30', '50') }),
  report('C', { '': ratio('40', '90'), 'sex=F': ratio('20', '45'), 'sex=M': ratio('20', '45') }),
];
const small = () => report('D', { '': ratio('20', '40'), 'sex=F': ratio('2', '5'), 'sex=M': ratio('18', '35') });
const late = ['D', 'E', 'F'].map((name) =>
  report(name, { '': ratio('40', '80'), 'sex=F': ratio('17', '40'), 'sex=M': ratio('23', '40') }),
);

describe('a set of ratios in which no denominator is small', () => {
  it('shows no denominator of bounds, beside which nobody knows that the numerator is not 0', () => {
    const girls = { lowerBound: '0', upperBound: '20', base: 40 };
    const bounded = report('A', { '': ratio('23', '80'), 'sex=F': girls, 'sex=M': ratio('20', '40') });
    const version = { ...share, aggregationAcrossOrganizations: 'NONE' } as const;
    const decision = decide([bounded, ...large().slice(1)], { version });
    expect(suppressedIn(decision)).toEqual(['A sex=F', 'A sex=M']);
    expect(shownDenominatorsIn(decision)).toEqual({ 'A sex=M': '40' });
  });

  it('shows the denominators of suppressed cells, and neither numerator nor value', () => {
    const decision = decide(large(), shares);
    expect(suppressedIn(decision)).toEqual(['A sex=F', 'A sex=M', 'B sex=F', 'B sex=M', 'C sex=F', 'C sex=M']);
    expect(shownDenominatorsIn(decision)).toEqual({
      'A sex=F': '40',
      'A sex=M': '40',
      'B sex=F': '50',
      'B sex=M': '50',
      'C sex=F': '45',
      'C sex=M': '45',
    });
  });

  it('shows the base of a percentage that is reported with its base', () => {
    const rows = [
      report('A', {
        '': { value: '28.75', base: 80 },
        'sex=F': { value: '7.5', base: 40 },
        'sex=M': { value: '50', base: 40 },
      }),
    ];
    const decision = decide(rows, shares);
    expect(suppressedIn(decision)).toEqual(['A sex=F', 'A sex=M']);
    expect(shownDenominatorsIn(decision)).toEqual({ 'A sex=F': 40, 'A sex=M': 40 });
  });

  it('shows the denominators of suppressed totals', () => {
    const rows = ['A', 'B', 'C'].map((name, at) =>
      report(name, { '': ratio(`${18 - at}`, '40'), 'sex=F': ratio('1', '20'), 'sex=M': ratio(`${17 - at}`, '20') }),
    );
    const decision = decide(rows, shares);
    expect(publishedIn(decision)['sum sex=F']).toBe('*');
    expect(shownDenominatorsIn(decision)).toMatchObject({ 'sum sex=F': '60', 'sum sex=M': '60' });
  });

  it('shows none if a residual of its denominators is small', () => {
    const open = { ...sex, exhaustive: false };
    const rows = [report('A', { '': ratio('23', '85'), 'sex=F': ratio('3', '40'), 'sex=M': ratio('20', '40') })];
    const decision = decide(rows, { ...shares, dimensions: [open] });
    expect(suppressedIn(decision)).not.toEqual([]);
    expect(shownDenominatorsIn(decision)).toEqual({});
  });

  it('shows none of a mean, of people who can be counted twice, and of rows with places', () => {
    const unduplicated = {
      ...share,
      countingUnit: 'PEOPLE_UNDUPLICATED',
      aggregationAcrossOrganizations: 'NONE',
    } as const;
    const binary = { ...count, kind: 'MEAN', aggregationAcrossOrganizations: 'WEIGHTED_MEAN' } as const;
    const scores = report('A', {
      '': { value: '0.2875', base: 80 },
      'sex=F': { value: '0.075', base: 40 },
      'sex=M': { value: '0.5', base: 40 },
    });
    const places = ['N', 'S'].map((place) => report('A', { '': ratio('11', '40') }, { place }));
    const decisions = [
      decide(large(), { version: unduplicated }),
      decide([scores], { version: binary }),
      decide([...large(), ...places], shares),
    ];
    for (const decision of decisions) {
      expect(suppressedIn(decision)).not.toEqual([]);
      expect(shownDenominatorsIn(decision)).toEqual({});
    }
  });
});

describe('a set of ratios with a small denominator', () => {
  it('shows no denominator, because the others would disclose the small one', () => {
    const decision = decide([...large(), small()], shares);
    expect(suppressedIn(decision)).not.toEqual([]);
    expect(shownDenominatorsIn(decision)).toEqual({});
  });
});

describe('denominators of suppressed cells in later releases', () => {
  const first = decide(large(), shares);

  it('stay shown while the reports do not change', () => {
    const next = decide(large(), { ...shares, previous: previousReleaseOf(first, ['A', 'B', 'C']) });
    expect(shownDenominatorsIn(next)).toEqual(shownDenominatorsIn(first));
  });

  it('stay hidden in a corrected report, and with them those of the reports that are decided together', () => {
    const hidden = decide([...large(), small()], shares);
    const corrected = report('D', { '': ratio('22', '60'), 'sex=F': ratio('4', '25'), 'sex=M': ratio('18', '35') });
    const [e, f] = late.slice(1);
    const reported = [...large(), corrected, ...(e && f ? [e, f] : [])];
    const next = decide(reported, { ...shares, previous: previousReleaseOf(hidden, ['A', 'B', 'C']) });
    expect(publishedIn(next)).toMatchObject({ 'D sex=F': '*', E: '40' });
    expect(shownDenominatorsIn(next)).toEqual({});
  });

  it('are shown of a suppressed total only if the denominator of the released total is known', () => {
    const rows = (names: string[]) =>
      names.map((name) =>
        report(name, { '': ratio('20', '40'), 'sex=F': ratio('1', '20'), 'sex=M': ratio('19', '20') }),
      );
    const [known, unknown] = [rows(['A', 'B', 'C']), [...rows(['A', 'B', 'C']), small()]].map((reported) => {
      const previous = previousReleaseOf(decide(reported, shares), ['A', 'B', 'C', 'D']);
      return decide([...reported, ...rows(['E', 'F', 'G'])], { ...shares, previous });
    });
    expect(known && shownDenominatorsIn(known)).toMatchObject({ 'E sex=F': '20', 'sum sex=F': '120' });
    expect(unknown && publishedIn(unknown)['sum sex=F']).toBe('*');
    const shown = unknown ? Object.keys(shownDenominatorsIn(unknown)) : [];
    expect(shown).toContain('E sex=F');
    // The released total was published with its denominator. Those of its categories were hidden.
    expect(shown.filter((name) => name.startsWith('sum'))).toEqual(['sum']);
  });

  it('are hidden of a total to which an organization contributed that is closed now', () => {
    const reported = large().map((row) => ({ ...row, open: row.organizationId !== 'B' }));
    const next = decide(reported, { ...shares, previous: previousReleaseOf(first, ['A', 'B', 'C']) });
    expect(publishedIn(next).sum).toBe('*');
    expect(Object.keys(shownDenominatorsIn(next)).filter((name) => name.startsWith('sum'))).toEqual([]);
  });

  it('let late reports with small denominators wait beside a stated total', () => {
    const own = report(null, { '': ratio('300', '800'), 'sex=F': ratio('120', '400'), 'sex=M': ratio('180', '400') });
    const stated = decide([...large(), own], shares);
    expect(shownDenominatorsIn(stated)).toMatchObject({ 'A sex=F': '40' });
    const previous = previousReleaseOf(stated, ['A', 'B', 'C', 'null']);
    const smallDenominators = late.map(({ organizationId }) =>
      report(organizationId, { '': ratio('20', '40'), 'sex=F': ratio('2', '5'), 'sex=M': ratio('18', '35') }),
    );
    expect(decide([...large(), own, ...smallDenominators], { ...shares, previous }).waiting).toHaveLength(3);
    expect(decide([...large(), own, ...late], { ...shares, previous }).waiting).toEqual([]);
  });
});
