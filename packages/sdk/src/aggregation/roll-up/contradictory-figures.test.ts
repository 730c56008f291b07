import { describe, expect, it } from 'vitest';
import { bySex, part, people, request, rolledUp, summariesOf } from './roll-up.fixture.ts';
import { bounded } from './roll-up-bounds.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { RollUpRequest } from './roll-up-request.ts';

const versions = [{ ...people, dimensions: [bySex] }];
const own = (value: string, more: object = {}) => part(value, { source: 'ECOSYSTEM', ...more });
const three = ['150', '100', '50'].map((value) => part(value));

function figureOf(parts: RollUpPart[], more: Partial<RollUpRequest> = {}) {
  const [figure] = rolledUp(request(parts, { versions, ...more }));
  const { value, interval, exact, reason, explanation } = figure ?? {};
  return { value, interval, exact, reason, explanation };
}

const contradictory = (explanation: string) => ({
  value: null,
  interval: null,
  exact: null,
  reason: 'CONTRADICTORY',
  explanation,
});

describe('an unduplicated count that contradicts those of the organizations', () => {
  it('has neither a figure nor an interval, and names both numbers', () => {
    const sentence =
      'The ecosystem itself reports 90, but the figures of its organizations allow from 150 to 300. One of them is wrong.';
    expect(figureOf([own('90'), ...three])).toEqual(contradictory(sentence));
    expect(figureOf([own('150'), ...three])).toMatchObject({ value: '150', interval: { low: '150', high: '300' } });
  });

  it('is found by the lower end alone if another figure is suppressed or missing', () => {
    const sentence =
      'The ecosystem itself reports 90, but the figures of its organizations allow at least 150. One of them is wrong.';
    expect(figureOf([own('90'), ...three, part('withheld')])).toEqual(contradictory(sentence));
    expect(figureOf([own('90'), ...three, part('MISSING')])).toEqual(contradictory(sentence));
    expect(figureOf([own('301'), ...three, part('MISSING')])).toMatchObject({ value: '301', reason: null });
  });

  it('contradicts each period and each network that includes it', () => {
    const halves = [
      own('90', { period: '2024-H1' }),
      part('150', { period: '2024-H1' }),
      part('20', { period: '2024-H2' }),
    ];
    expect(summariesOf(rolledUp(request(halves, { versions, periods: ['2024'] })))).toEqual(['2024 CONTRADICTORY']);
    const withheld = [...halves.slice(0, 2), part('withheld', { period: '2024-H2' })];
    expect(summariesOf(rolledUp(request(withheld, { versions, periods: ['2024'] })))).toEqual(['2024 CONTRADICTORY']);
    const of = (ecosystemId: string) => ({ ecosystemId });
    const members = [own('90', of('a')), part('150', of('a')), part('20', of('b'))];
    const over = ['ORGANIZATIONS', 'ECOSYSTEMS'] as const;
    expect(summariesOf(rolledUp(request(members, { versions, over })))).toEqual(['2024 CONTRADICTORY']);
  });

  it('does not matter in a period that is not used', () => {
    const last = [{ ...people, aggregationOverTime: 'LAST' as const }];
    const halves = [
      own('90', { period: '2024-H1' }),
      part('150', { period: '2024-H1' }),
      part('20', { period: '2024-H2' }),
    ];
    expect(figureOf(halves, { versions: last, periods: ['2024'] })).toMatchObject({ value: '20', reason: null });
  });

  it('can be the sum of the categories that the ecosystem itself reports', () => {
    const sexes = [own('40', { category: 'F' }), own('50', { category: 'M' })];
    const sentence =
      'The categories that the ecosystem itself reports add up to 90, but the figures of its organizations allow from 150 to 300. One of them is wrong.';
    expect(figureOf([...sexes, ...three])).toEqual(contradictory(sentence));
    expect(figureOf([...sexes, part('80'), part('30')])).toMatchObject({ interval: { low: '80', high: '110' } });
    const ofOrganization = ['F', 'M'].map((category) => part('75', { category, organizationId: 'o1' }));
    expect(figureOf([...sexes, ...ofOrganization])).toEqual(
      contradictory(sentence.replace('from 150 to 300', 'only 150')),
    );
    const fewer = ['F', 'M'].map((category) => part('30', { category, organizationId: 'o1' }));
    const other = ['F', 'M'].map((category) => part('20', { category, organizationId: 'o2' }));
    expect(figureOf([...sexes, ...fewer, ...other])).toMatchObject({ value: '90', reason: null });
  });

  it('is possible if a number between the bounds of an organization makes it possible', () => {
    const of = { ...people, dimensions: [bySex] };
    // With 5 to 15 people of the other organization, there can be 10 to 24: 17 is outside of 10 to 15 and of 19 to 24.
    const organizations = [part('5'), bounded({ lowerBound: '10', upperBound: '19' }, { of, organizationId: 'o2' })];
    expect(figureOf([own('17'), ...organizations])).toMatchObject({
      value: '17',
      interval: { low: '10', high: '24' },
      reason: null,
    });
    const sentence =
      'The ecosystem itself reports 25, but the figures of its organizations allow from 10 to 24. One of them is wrong.';
    expect(figureOf([own('25'), ...organizations])).toEqual(contradictory(sentence));
  });

  it('can be stated as bounds, which are limited by the members of a network', () => {
    const of = { ...people, dimensions: [] };
    const ask = (bounds: { lowerBound: string; upperBound: string }) =>
      figureOf(
        [
          bounded(bounds, { of, source: 'ECOSYSTEM', ecosystemId: 'network' }),
          part('30', { ecosystemId: 'a', organizationId: 'o1' }),
          part('20', { ecosystemId: 'b', organizationId: 'o2' }),
        ],
        {
          versions: [of],
          over: ['ORGANIZATIONS', 'ECOSYSTEMS'],
          members: ['a', 'b'].map((ecosystemId) => ({ ecosystemId, spans: [{ from: '2000-01-01', until: null }] })),
        },
      );
    expect(ask({ lowerBound: '10', upperBound: '40' })).toMatchObject({ interval: { low: '30', high: '40' } });
    expect(ask({ lowerBound: '40', upperBound: '90' })).toMatchObject({ interval: { low: '40', high: '50' } });
    expect(ask({ lowerBound: '10', upperBound: '29' })).toEqual(
      contradictory(
        'The network itself reports 10 to 29, but the figures of its members allow from 30 to 50. One of them is wrong.',
      ),
    );
  });
});
