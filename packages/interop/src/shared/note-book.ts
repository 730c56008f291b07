import type { ImportNote, ImportNotes } from '@collective-impact/sdk/import';

/** The lists of {@link ImportNotes}. */
export type NoteList = keyof ImportNotes;

/** Notes of which so many are kept with their place; what is beyond that is counted by kind. */
export interface CountedNotes extends ImportNotes {
  beyond: Record<NoteList, Record<string, number>>;
}

// What a person can read and a process can hold. A file of a million reports has a note or two on every one of them.
const keptPerKind = 10_000;
const keptInAll = 200_000;
const otherKinds = 'other';

/** Collects what an import mends or leaves out, in bounded memory. */
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

  /** Something was taken as it stands, and may not be what was meant. */
  doubtful(note: ImportNote): void {
    this.#add('doubtful', note);
  }

  /** Something was understood although it was not as it should be. */
  repaired(note: ImportNote): void {
    this.#add('repaired', note);
  }

  /** Something was left out. */
  dropped(note: ImportNote): void {
    this.#add('dropped', note);
  }

  /** A figure was left out because it is not known which of several is right. */
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
