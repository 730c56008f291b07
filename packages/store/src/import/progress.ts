/** How far an import is: what it does, how much of that is done and, where it is known, of how much. */
export type ImportProgress =
  | { phase: 'reading'; done: number }
  | { phase: 'checking' | 'comparing' }
  | { phase: 'publishing' | 'releasing'; done: number; total: number };

/** Hears how far an import is; called often, so it should be quick. */
export type OnProgress = (progress: ImportProgress) => void;
