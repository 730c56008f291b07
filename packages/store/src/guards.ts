import { guardLeaving } from './agenda/index.ts';
import { changeableRecords } from './proposal/index.ts';
import { guardBaseline, guardNetworkAdoption } from './release/index.ts';
import { guardVersionFrequency } from './reporting/index.ts';
import type { AnyGuard } from './shared/unit-of-work.ts';
import { guardRestored } from './shared/writing/guard.ts';

/** The kinds of records that can contradict other records that were written while they were voided. */
const restoredRecords = [...changeableRecords.values()].filter(({ onRestore }) => onRestore !== undefined);

/** The rules of later domains about records of earlier ones, and the rules of restored records about others. */
export const guards: readonly AnyGuard[] = [
  guardLeaving,
  guardVersionFrequency,
  guardBaseline,
  guardNetworkAdoption,
  ...restoredRecords.map(guardRestored),
];
