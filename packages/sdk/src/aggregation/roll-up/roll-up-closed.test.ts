import { describe, expect, it } from 'vitest';
import { emptyPartial } from './aggregate/partial-figure.ts';
import { bySex, part, request, rolledUp, version } from './roll-up.fixture.ts';
import type { RollUpPart } from './roll-up-part.ts';
import type { ClosedReporters } from './roll-up-request.ts';

const nobody = { organizations: 0, withFigure: 0 };
const together = part('60', { source: 'AGGREGATE' });
const open = [part('20'), part('30')];

/** An organization that is hidden from the viewer and whose figures are not disclosed. */
const hidden = part('MISSING', { publishedCounts: { ...emptyPartial, figures: 1 } });

/** It states no number: callers must not learn how many organizations are hidden. */
const closedToYou = 'Figures for 2024 of organizations that are not visible to you are not included.';

const answer = (parts: RollUpPart[], closed: Partial<ClosedReporters>, lacking = 0) => {
  const found = { excluded: nobody, hidden: nobody, ...closed };
  const versions = [{ ...version, dimensions: [bySex] }];
  return rolledUp(request(parts, { versions, closed: () => found, withoutFigure: () => lacking }));
};

describe('organizations that the caller cannot see', () => {
  it('are included in the published total of their release', () => {
    const since = { organizations: 1, withFigure: 1 };
    expect(answer([together, ...open, hidden], { hidden: since })).toMatchObject([
      { value: '60', caveats: [], coverage: { figuresIncluded: 3, missing: 0 } },
    ]);
  });

  it('are included in that total even if they report categories only', () => {
    expect(answer([together, ...open], { hidden: { organizations: 1, withFigure: 0 } }, 1)).toMatchObject([
      { value: '60', caveats: [], coverage: { figuresIncluded: 3, missing: 0 } },
    ]);
  });

  it('are missing, with a caveat, if the release has no total', () => {
    expect(answer([...open, hidden], { hidden: { organizations: 1, withFigure: 1 } })).toMatchObject([
      {
        value: '50',
        caveats: [closedToYou],
        coverage: { figuresIncluded: 2, missing: 1 },
      },
    ]);
    expect(answer(open, { hidden: { organizations: 2, withFigure: 0 } }, 3)[0]?.caveats).toEqual([
      '1 organization has figures for 2024, but no total. It counts as missing.',
      closedToYou,
    ]);
  });

  it('are excluded, with a caveat, from the totals of a release if they were not visible at release time', () => {
    const [figure] = answer([together, ...open, part('MISSING')], { excluded: { organizations: 2, withFigure: 1 } }, 1);
    expect(figure?.coverage).toMatchObject({ figuresIncluded: 2, missing: 2 });
    expect(figure?.caveats).toEqual([
      'Organizations that were not visible when the figures for 2024 were released are not included until the next release.',
    ]);
  });

  it('are not missing if the ecosystem reported the figure itself', () => {
    const own = part('90', { source: 'ECOSYSTEM' });
    expect(answer([own, ...open, hidden], { hidden: { organizations: 1, withFigure: 1 } })).toMatchObject([
      { value: '90', caveats: [], coverage: { figuresIncluded: 1, missing: 0 } },
    ]);
  });
});
