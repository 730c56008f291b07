import { describe, expect, it } from 'vitest';
import { CidsNode } from '../shared/cids-node.ts';
import { CidsTerms } from '../shared/cids-terms.ts';
import { NoteBook } from '../shared/note-book.ts';
import { takePeriod } from './cids-period.ts';

function read(start: string | undefined, end: string | undefined) {
  const object = new Map([
    ['@id', 'https://example.org/Report/1'],
    ...(start === undefined ? [] : [['prov:startedAtTime', start] as const]),
    ...(end === undefined ? [] : [['endedAtTime', end] as const]),
  ]);
  const node = new CidsNode(object, { terms: new CidsTerms(), place: { file: 'a.json', line: 7 }, position: '$[0]' });
  const book = new NoteBook();
  return { period: takePeriod(node, book)?.code, repaired: book.notes.repaired };
}

describe('takePeriod', () => {
  it('converts a time to its date in UTC, and notes it', () => {
    const { period, repaired } = read('2023-12-31T19:00:00-08:00', '2024-06-29T20:00:00-07:00');
    expect(period).toBe('2024-H1');
    expect(repaired.map(({ kind, detail }) => `${kind}: ${detail}`)).toEqual([
      'time of day dropped: startedAtTime "2023-12-31T19:00:00-08:00" is imported as 2024-01-01, the date in UTC.',
      'time of day dropped: endedAtTime "2024-06-29T20:00:00-07:00" is imported as 2024-06-30, the date in UTC.',
    ]);
  });

  it('keeps dates', () => {
    expect(read('2024-01-01', '2024-12-31')).toEqual({ period: '2024', repaired: [] });
  });

  it.each([
    ['2024-03-31T23:30:00Z', '2024-03-31'],
    ['2024-03-31T23:30:00', '2024-03-31'],
    ['2024-03-31T23:30:00+0000', '2024-03-31'],
    ['2024-04-01 01:30:00.25+02', '2024-03-31'],
    ['2024-03-31T21:30-05:30', '2024-04-01'],
  ])('reads %s as %s', (text, date) => {
    expect(read(text, text).period).toBe(date);
  });

  it('returns undefined if a time is missing', () => {
    expect(read('2024-01-01', undefined).period).toBeUndefined();
    expect(read(undefined, '2024-01-01').period).toBeUndefined();
  });

  it.each(['yesterday', '2024-02-30', '2024-13-01T00:00:00Z', '2024-01-01T25:00:00Z', '31/12/2024'])(
    'rejects %s, which is not a date',
    (text) => {
      expect(() => read(text, '2024-12-31')).toThrow(
        expect.objectContaining({
          name: 'SourceError',
          place: { file: 'a.json', line: 7, node: 'https://example.org/Report/1' },
          message: expect.stringContaining(`prov:startedAtTime "${text}" is not a date or time.`),
        }),
      );
    },
  );

  it('rejects an end before the start', () => {
    expect(() => read('2024-07-01', '2024-06-30')).toThrow(/ends on 2024-06-30, before it starts on 2024-07-01/);
  });
});
