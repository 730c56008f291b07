/** The phase of an import, the number of items done in it, and their total if it is known. */
export type ImportProgress =
  | { phase: 'reading'; done: number }
  | { phase: 'checking' | 'comparing' }
  | { phase: 'publishing' | 'releasing'; done: number; total: number };

/** Receives the progress of an import. It is called often and must return quickly. */
export type OnProgress = (progress: ImportProgress) => void;
