import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundToDecimal } from '../shared/numbers/decimal.ts';
import { unwrap } from '../shared/outcome.ts';
import { importance } from './importance.ts';

// The study states 26 participants and the shares 88, 77, 54, 35 and 27 %. Each `count` is the only whole number of 26 that rounds
// to the share.
const published = [
  { code: 'k-12', label: 'K-12', count: 23, base: 26, share: '0.88' },
  { code: 'business', label: 'Business', count: 20, base: 26, share: '0.77' },
  { code: 'general', label: 'General', count: 14, base: 26, share: '0.54' },
  { code: 'higher-education', label: 'Higher education', count: 9, base: 26, share: '0.35' },
  { code: 'informal-education', label: 'Informal education', count: 7, base: 26, share: '0.27' },
];

const codes = [
  { id: 'a', code: 'k-12', label: 'K-12' },
  { id: 'b', code: 'business', label: 'Business' },
  { id: 'c', code: 'general', label: 'General' },
];

describe('importance from published figures', () => {
  it('returns the figures that the study states, highest share first', () => {
    const results = unwrap(importance({ figures: published.toReversed() }));
    expect(results.map(({ code }) => code.code)).toEqual(published.map(({ code }) => code));
    expect(results.map(({ participants, base }) => [participants, base])).toEqual(
      published.map(({ count, base }) => [count, base]),
    );
    expect(results.map(({ share }) => roundToDecimal(Number(share), { scale: 2 }))).toEqual(
      published.map(({ share }) => share),
    );
    expect(results.map(({ share }) => share)).toEqual(['0.884615', '0.769231', '0.538462', '0.346154', '0.269231']);
    expect(new Set(results.map(({ basis }) => basis))).toEqual(new Set(['PUBLISHED']));
  });

  it('includes the Wilson interval of each share', () => {
    expect(unwrap(importance({ figures: published })).map(({ interval }) => interval)).toEqual([
      { low: '0.710241', high: '0.959968' },
      { low: '0.579484', high: '0.889662' },
      { low: '0.354579', high: '0.712441' },
      { low: '0.194122', high: '0.537794' },
      { low: '0.137044', high: '0.46083' },
    ]);
  });

  it('is null for numbers that the source does not state', () => {
    const [figure] = published;
    const resultOf = (changes: object) =>
      unwrap(
        importance({
          figures: [{ ...figure, code: 'k-12', label: 'K-12', count: 23, base: 26, share: '0.88', ...changes }],
        }),
      )[0];
    expect(resultOf({ count: null })).toMatchObject({ participants: null, base: 26, share: '0.88', interval: null });
    expect(resultOf({ base: null })).toMatchObject({ participants: 23, base: null, share: '0.88', interval: null });
    expect(resultOf({ share: null })).toMatchObject({ participants: 23, base: 26, share: '0.884615' });
    expect(resultOf({ count: null, share: null })).toMatchObject({
      participants: null,
      base: 26,
      share: null,
      interval: null,
    });
  });

  it('sorts codes without a share last, and equal shares by code', () => {
    const figures = [
      { code: 'd', label: 'D', count: null, base: null, share: null },
      { code: 'c', label: 'C', count: null, base: null, share: null },
      { code: 'b', label: 'B', count: 1, base: 10, share: null },
      { code: 'a', label: 'A', count: null, base: null, share: '0.1' },
      { code: 'e', label: 'E', count: null, base: null, share: '0.9' },
      { code: 'f', label: 'F', count: 0, base: 10, share: null },
    ];
    for (const order of [figures, figures.toReversed()]) {
      expect(unwrap(importance({ figures: order })).map(({ code }) => code.code)).toEqual([
        'e',
        'a',
        'b',
        'f',
        'c',
        'd',
      ]);
    }
  });

  it('ignores figures without a code', () => {
    const figures = [{ code: null, label: 'Excerpts', count: 19, base: 93, share: null }, ...published];
    expect(unwrap(importance({ figures }))).toEqual(unwrap(importance({ figures: published })));
  });

  it('has no interval for a count above its base or without a base', () => {
    const figure = { code: 'k-12', label: 'K-12', share: null };
    expect(unwrap(importance({ figures: [{ ...figure, count: 27, base: 26 }] }))[0]?.interval).toBeNull();
    expect(unwrap(importance({ figures: [{ ...figure, count: 0, base: 0 }] }))[0]).toMatchObject({
      share: null,
      interval: null,
    });
  });
});

describe('importance from codings', () => {
  it('counts each participant once, whatever the number of excerpts and coders', () => {
    const codings = [coding('p1', 'a'), coding('p1', 'a'), coding('p1', 'b'), coding('p2', 'a')];
    expect(unwrap(importance({ codes, codings }))).toEqual([
      {
        code: { code: 'k-12', label: 'K-12' },
        participants: 2,
        base: 2,
        share: '1',
        basis: 'RECORDS',
        interval: { low: '0.34238', high: '1' },
        isBelowMinimumBase: false,
      },
      expect.objectContaining({
        code: { code: 'business', label: 'Business' },
        participants: 1,
        base: 2,
        share: '0.5',
      }),
      expect.objectContaining({ code: { code: 'general', label: 'General' }, participants: 0, base: 2, share: '0' }),
    ]);
  });

  it('equals the published result if the same participants are counted', () => {
    const ids = published.map(({ code, label }) => ({ id: `id of ${code}`, code, label }));
    const codings = published.flatMap(({ code, count }, rank) =>
      // Each code has other participants, so that only all codes together cover all participants.
      Array.from({ length: count }, (_, person) => coding(`p${(person + rank * 5) % 26}`, `id of ${code}`)),
    );
    const records = unwrap(importance({ codes: ids, codings }));
    expect(records).toEqual(unwrap(importance({ figures: published })).map((each) => ({ ...each, basis: 'RECORDS' })));
  });

  it('takes precedence over published figures', () => {
    const results = unwrap(importance({ codes, codings: [coding('p1', 'b')], figures: published }));
    expect(results.map(({ basis }) => basis)).toEqual(['RECORDS', 'RECORDS', 'RECORDS']);
  });

  it('ignores codings of other rounds, and uses figures if there are no others', () => {
    const other = [coding('p1', 'code of another round')];
    expect(unwrap(importance({ codes, codings: [...other, coding('p2', 'a')] }))[0]).toMatchObject({
      participants: 1,
      base: 1,
    });
    expect(unwrap(importance({ codes, codings: other, figures: published }))).toEqual(
      unwrap(importance({ figures: published })),
    );
  });

  it('is empty without codings and figures', () => {
    expect(unwrap(importance({}))).toEqual([]);
    expect(unwrap(importance({ codes, codings: [], figures: [] }))).toEqual([]);
  });

  it('does not depend on the order of codings or codes', () => {
    const arbitraryCoding = fc.record({
      participantId: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      codebookCodeId: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(fc.array(arbitraryCoding), (codings) => {
        const results = unwrap(importance({ codes, codings }));
        expect(unwrap(importance({ codes: codes.toReversed(), codings: codings.toReversed() }))).toEqual(results);
        expect(unwrap(importance({ codes, codings: [...codings, ...codings] }))).toEqual(results);
        const shares = results.map(({ share }) => Number(share));
        expect(shares.toSorted((a, b) => b - a)).toEqual(shares);
      }),
    );
  });
});

function coding(participantId: string, codebookCodeId: string) {
  return { participantId, codebookCodeId };
}
