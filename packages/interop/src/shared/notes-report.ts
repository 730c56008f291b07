import type { ImportNote, ImportNotes } from '@collective-impact/sdk/import';
import type { CountedNotes, NoteList } from './note-book.ts';
import { describePlace, oneLine } from './source-failure.ts';

/** The notes of one kind. `count` includes notes beyond the limit, which are not in `notes`. */
export interface NotesOfKind {
  kind: string;
  count: number;
  notes: ImportNote[];
}

/** Notes by kind, the most frequent first. Serializable as JSON. */
export type NotesReport = Record<NoteList, { count: number; kinds: NotesOfKind[] }>;

/** The notes by kind, for machines. */
export function notesReport(notes: ImportNotes & Partial<Pick<CountedNotes, 'beyond'>>): NotesReport {
  const ofList = (list: NoteList): NotesReport[NoteList] => {
    const kinds = new Map<string, NotesOfKind>();
    const entryOf = (kind: string): NotesOfKind => {
      const known = kinds.get(kind) ?? { kind, count: 0, notes: [] };
      kinds.set(kind, known);
      return known;
    };
    for (const note of notes[list]) {
      const entry = entryOf(note.kind);
      entry.count += 1;
      entry.notes.push(note);
    }
    for (const [kind, count] of Object.entries(notes.beyond?.[list] ?? {})) entryOf(kind).count += count;
    const sorted = [...kinds.values()].sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
    return { count: sorted.reduce((sum, { count }) => sum + count, 0), kinds: sorted };
  };
  return {
    doubtful: ofList('doubtful'),
    repaired: ofList('repaired'),
    dropped: ofList('dropped'),
    setAside: ofList('setAside'),
  };
}

const headings: Record<NoteList, string> = {
  doubtful: 'Doubtful',
  repaired: 'Repaired',
  dropped: 'Left out',
  setAside: 'Set aside',
};

/**
 * The notes as text for a terminal: by kind, doubtful data first, with the first places of each kind (`places`, default
 * 3). If more places exist, `all` is added, which should name the complete list. Empty if there are no notes.
 */
export function formatNotes(
  notes: ImportNotes & Partial<Pick<CountedNotes, 'beyond'>>,
  { places = 3, all }: { places?: number; all?: string } = {},
): string {
  const report = notesReport(notes);
  const completeList = (count: number, { length }: readonly ImportNote[]) => {
    if (all === undefined) return '';
    return count === length ? `; ${all}` : `; ${all}, up to ${length.toLocaleString('en')} of a kind`;
  };
  const lines: string[] = [];
  for (const list of ['doubtful', 'repaired', 'dropped', 'setAside'] as const) {
    const { count, kinds } = report[list];
    if (count === 0) continue;
    lines.push(`${headings[list]}: ${count.toLocaleString('en')}`);
    for (const { kind, count: ofKind, notes: listed } of kinds) {
      lines.push(`  ${ofKind.toLocaleString('en')} × ${oneLine(kind)}`);
      for (const note of listed.slice(0, places)) {
        lines.push(`      ${describePlace(note.place)}: ${oneLine(note.detail)}`);
      }
      const more = ofKind - Math.min(places, listed.length);
      if (more > 0 && places > 0)
        lines.push(`      … and ${more.toLocaleString('en')} more${completeList(ofKind, listed)}`);
    }
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
