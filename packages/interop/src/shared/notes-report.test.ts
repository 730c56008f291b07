import { describe, expect, it } from 'vitest';
import { formatNotes, notesReport } from './notes-report.ts';

const note = (kind: string, line: number) => ({ kind, place: { file: 'data.csv', line }, detail: `detail ${line}` });
const none = { doubtful: [], repaired: [], dropped: [], setAside: [] };

describe('formatNotes', () => {
  it('returns an empty text without notes', () => {
    expect(formatNotes(none)).toBe('');
  });

  it('lists the kinds, the most frequent first, with the first places of each', () => {
    const dropped = [note('empty row', 3), note('ignored column', 1), note('empty row', 5), note('empty row', 7)];
    expect(formatNotes({ ...none, dropped }, { places: 2 })).toBe(
      [
        'Left out: 4',
        '  3 × empty row',
        '      data.csv, line 3: detail 3',
        '      data.csv, line 5: detail 5',
        '      … and 1 more',
        '  1 × ignored column',
        '      data.csv, line 1: detail 1',
        '',
      ].join('\n'),
    );
  });

  it('lists repairs and figures set aside under separate headings', () => {
    const text = formatNotes({ ...none, repaired: [note('a', 1)], setAside: [note('b', 2)] });
    expect(text).toMatch(/^Repaired: 1\n.*\n.*\nSet aside: 1\n/);
  });

  it('counts the notes beyond the limit', () => {
    const beyond = { doubtful: {}, repaired: {}, dropped: { 'empty row': 40 }, setAside: {} };
    expect(formatNotes({ ...none, dropped: [note('empty row', 3)], beyond })).toContain('and 40 more');
    const all = '--report <file> lists all';
    const text = formatNotes({ ...none, dropped: [note('empty row', 3)], beyond }, { all });
    expect(text).toContain('and 40 more; --report <file> lists all, up to 1 of a kind');
  });

  it('names the complete list if it leaves out places', () => {
    const dropped = [3, 5, 7].map((line) => note('empty row', line));
    const all = '--report <file> lists all';
    expect(formatNotes({ ...none, dropped }, { places: 2, all })).toContain('… and 1 more; --report <file> lists all');
    expect(formatNotes({ ...none, dropped }, { places: 3, all })).not.toContain('--report');
  });

  it('lists doubtful data first', () => {
    const dropped = Array.from({ length: 50 }, (_, index) => note(`kind ${index}`, index + 1));
    const text = formatNotes({ ...none, dropped, doubtful: [note('last line', 9)] });
    expect(text).toMatch(/^Doubtful: 1\n {2}1 × last line\n {6}data.csv, line 9: detail 9\nLeft out: 50\n/);
  });

  it('removes control characters', () => {
    const dropped = [{ kind: 'odd', place: { file: 'data.csv', node: 'a\u001b[2Jb' }, detail: 'c\u0007\nd' }];
    expect(formatNotes({ ...none, dropped })).toContain('data.csv, a [2Jb: c d');
  });
});

describe('notesReport', () => {
  it('contains every place', () => {
    const repaired = Array.from({ length: 50 }, (_, index) => note('time of day dropped', index + 1));
    const report = notesReport({ ...none, repaired });
    expect(report.repaired.kinds).toEqual([{ kind: 'time of day dropped', count: 50, notes: repaired }]);
  });
});
