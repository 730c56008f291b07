import { describe, expect, it } from 'vitest';
import { bySex, part, request, rolledUp, version } from './roll-up.fixture.ts';
import type { Compares } from './roll-up-request.ts';

const second = { ...version, id: 'v2', number: 2 };
const third = { ...version, id: 'v3', number: 3 };
const withCaveat: Compares = () => ({ comparability: 'WITH_CAVEAT', notes: ['Short visits no longer count.'] });

/** The previous period and the caveats of each figure. */
function linked(parts: Parameters<typeof request>[0], more: Parameters<typeof request>[1] = {}) {
  const figures = rolledUp(request(parts, { versions: [version, second, third], periods: null, ...more }));
  return figures.map(({ period, previous, caveats }) => ({ period, previous, caveats }));
}

describe('the previous figure', () => {
  it('is of the latest earlier period of the same kind, and of no period without a figure', () => {
    const figures = linked([
      part('1', { period: '2022' }),
      part('2', { period: '2024' }),
      part('3', { period: '2024-Q1' }),
      part('4', { period: '2025' }),
    ]);
    expect(figures.map(({ period, previous }) => [period, previous?.period])).toEqual([
      ['2022', undefined],
      ['2024', '2022'],
      ['2024-Q1', undefined],
      ['2025', '2024'],
    ]);
  });

  it('is of the same categories, and has no caveat if both figures are of the same version', () => {
    const figures = linked([part('1', { period: '2023' }), part('2', { period: '2024' })]);
    expect(figures[1]).toEqual({
      period: '2024',
      previous: { period: '2023', comparability: 'YES', notes: [] },
      caveats: [],
    });
  });

  it('has a caveat if the figures are of versions that are comparable with a caveat', () => {
    const parts = [part('1', { period: '2023' }), part('2', { period: '2024', versionId: 'v2' })];
    const notes = [
      'The change from 2023 (version 1) to 2024 (version 2) is comparable with a caveat.',
      'Short visits no longer count.',
    ];
    expect(linked(parts, { compares: withCaveat })[1]).toEqual({
      period: '2024',
      previous: { period: '2023', comparability: 'WITH_CAVEAT', notes },
      caveats: notes,
    });
    expect(linked(parts)[1]?.caveats).toEqual([]);
  });

  it('has a caveat if periods lie between the figures', () => {
    const figures = linked([
      part('1', { period: '2021' }),
      part('2', { period: '2023' }),
      part('3', { period: '2026' }),
      part('4', { period: '2027' }),
    ]);
    const [, second, third, fourth] = figures;
    const one = 'The previous figure is for 2021. 1 period lies between 2021 and 2023.';
    expect(second).toMatchObject({ previous: { comparability: 'YES', notes: [one] }, caveats: [one] });
    expect(third?.caveats).toEqual(['The previous figure is for 2023. 2 periods lie between 2023 and 2026.']);
    expect(fourth?.caveats).toEqual([]);
  });

  it.each([
    [
      'combines several categories',
      [
        { earlier: 'F', category: 'F' },
        { earlier: 'X', category: 'F' },
      ],
      'The category combines "F" and "X" of "sex" in version 1. Compare it with their sum.',
    ],
    [
      'is another category',
      [{ earlier: 'X', category: 'F' }],
      'The category "F" of "sex" of version 2 corresponds to "X" of "sex" of version 1.',
    ],
    [
      'is none of the earlier categories',
      [{ earlier: 'X', category: 'M' }],
      'No category of version 1 corresponds to "F" of "sex". The series breaks.',
    ],
  ])('is not comparable if a category with the same code %s by a crosswalk', (_, mappings, reason) => {
    const sexes = (...codes: string[]) => [{ code: 'sex', categories: codes.map((code) => ({ code })) }];
    const ofVersion = { status: 'ADOPTED', kind: 'COUNT' } as const;
    const crosswalks = [{ from: 1, dimension: 'sex', earlierDimension: 'sex', mappings }];
    const categorized = [
      { ...ofVersion, number: 1, dimensions: sexes('F', 'X'), crosswalks: [] },
      { ...ofVersion, number: 2, dimensions: sexes('F', 'M'), crosswalks },
    ];
    const dimensions = [bySex];
    const figures = linked(
      [part('1', { period: '2023', category: 'F' }), part('2', { period: '2024', versionId: 'v2', category: 'F' })],
      {
        versions: [
          { ...version, dimensions },
          { ...second, dimensions },
        ],
        by: ['sex'],
        categorized,
      },
    );
    const notes = ['The change from 2023 (version 1) to 2024 (version 2) is not comparable.', reason];
    expect(figures[1]?.previous).toEqual({ period: '2023', comparability: 'NO', notes });
    expect(figures[1]?.caveats).toEqual(notes);
  });

  it('has no caveat if a crosswalk maps a category to the same code only', () => {
    const dimensions = [{ code: 'sex', categories: [{ code: 'F' }] }];
    const ofVersion = { status: 'ADOPTED', kind: 'COUNT', dimensions } as const;
    const mappings = [{ earlier: 'F', category: 'F' }];
    const categorized = [
      { ...ofVersion, number: 1, crosswalks: [] },
      { ...ofVersion, number: 2, crosswalks: [{ from: 1, dimension: 'sex', earlierDimension: 'sex', mappings }] },
    ];
    const versions = [version, second].map((each) => ({ ...each, dimensions: [bySex] }));
    const parts = [
      part('1', { period: '2023', category: 'F' }),
      part('2', { period: '2024', versionId: 'v2', category: 'F' }),
    ];
    expect(linked(parts, { versions, by: ['sex'], categorized })[1]?.caveats).toEqual([]);
  });

  it('has a caveat if the figures are not comparable', () => {
    const parts = [part('1', { period: '2023' }), part('2', { period: '2024', versionId: 'v3' })];
    const compares: Compares = ({ from, to }) => ({ comparability: 'NO', notes: [`${from} and ${to} differ.`] });
    expect(linked(parts, { compares })[1]?.caveats).toEqual([
      'The change from 2023 (version 1) to 2024 (version 3) is not comparable.',
      '1 and 3 differ.',
    ]);
  });

  it('compares every version that one of the figures combines', () => {
    const parts = [
      part('1', { period: '2023', organizationId: 'a' }),
      part('2', { period: '2023', organizationId: 'b', versionId: 'v2' }),
      part('3', { period: '2024', organizationId: 'a', versionId: 'v2' }),
      part('4', { period: '2024', organizationId: 'b', versionId: 'v2' }),
    ];
    expect(linked(parts, { compares: withCaveat })[1]?.caveats[0]).toBe(
      'The change from 2023 (versions 1 and 2) to 2024 (version 2) is comparable with a caveat.',
    );
  });
});
