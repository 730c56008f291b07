import { guardBaseline, guardNetworkAdoption } from './release/index.ts';
import { guardVersionFrequency } from './reporting/index.ts';
import type { AnyGuard } from './shared/unit-of-work.ts';

/** The rules of later domains about records of earlier ones. */
export const guards: readonly AnyGuard[] = [guardVersionFrequency, guardBaseline, guardNetworkAdoption];
