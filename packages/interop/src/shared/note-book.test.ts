import { describe, expect, it } from 'vitest';
import { NoteBook } from './note-book.ts';

const note = (kind: string) => ({ kind, place: { file: 'data.csv', line: 2 }, detail: 'as it is' });

describe('NoteBook', () => {
  it('keeps a list for each type of note', () => {
    const book = new NoteBook();
    book.repaired(note('a'));
    book.dropped(note('b'));
    book.setAside(note('c'));
    book.doubtful(note('d'));
    const { repaired, dropped, setAside, doubtful } = book.notes;
    expect([repaired, dropped, setAside, doubtful].map(([first]) => first?.kind)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('counts the notes beyond ten thousand of a kind', () => {
    const book = new NoteBook();
    for (let count = 0; count < 10_003; count += 1) book.dropped(note('Person'));
    book.dropped(note('Theme'));
    expect(book.notes.dropped).toHaveLength(10_001);
    expect(book.notes.beyond).toEqual({ doubtful: {}, repaired: {}, dropped: { Person: 3 }, setAside: {} });
  });

  it('keeps at most two hundred thousand notes of all kinds', () => {
    const book = new NoteBook();
    for (let count = 0; count < 200_010; count += 1) book.dropped(note(`kind ${count}`));
    expect(book.notes.dropped).toHaveLength(200_000);
    expect(book.notes.beyond.dropped).toEqual({ other: 10 });
  });
});
