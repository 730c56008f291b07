import type { ImportNote, ImportNotes } from '@collective-impact/sdk/import';

/** The lists of {@link ImportNotes}. */
export type NoteList = keyof ImportNotes;

/** Notes up to a limit, and the number of notes beyond it by kind. */
export interface CountedNotes extends ImportNotes {
  beyond: Record<NoteList, Record<string, number>>;
}

// Bounds for memory: a file of a million reports can have several notes on each report.
const keptPerKind = 10_000;
const keptInAll = 200_000;
const otherKinds = 'other';

/** Collects the notes of an import, in bounded memory. */
export class NoteBook {
  readonly notes: CountedNotes = {
    doubtful: [],
    repaired: [],
    dropped: [],
    setAside: [],
    beyond: { doubtful: {}, repaired: {}, dropped: {}, setAside: {} },
  };
  readonly #kept = new Map<string, number>();
  #keptInAll = 0;

  /** Data was imported as it is, but may be wrong. */
  doubtful(note: ImportNote): void {
    this.#add('doubtful', note);
  }

  /** Data was not in order, but was corrected. */
  repaired(note: ImportNote): void {
    this.#add('repaired', note);
  }

  /** Data was left out. */
  dropped(note: ImportNote): void {
    this.#add('dropped', note);
  }

  /** A figure was left out, because several figures of the same cell differ. */
  setAside(note: ImportNote): void {
    this.#add('setAside', note);
  }

  #add(list: NoteList, note: ImportNote): void {
    const key = `${list} ${note.kind}`;
    const kept = this.#kept.get(key) ?? 0;
    if (kept < keptPerKind && this.#keptInAll < keptInAll) {
      this.#kept.set(key, kept + 1);
      this.#keptInAll += 1;
      this.notes[list].push(note);
      return;
    }
    const kind = kept > 0 ? note.kind : otherKinds;
    const counts = this.notes.beyond[list];
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
}
