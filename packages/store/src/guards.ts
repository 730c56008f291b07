import { guardBaseline, guardNetworkAdoption } from './release/index.ts';
import { guardVersionFrequency } from './reporting/index.ts';
import type { Guards } from './shared/unit-of-work.ts';

/** The rules of later domains about records of earlier ones, by the prefix of the record type that they protect. */
export const guards: Guards = {
  indicator_version: [guardVersionFrequency],
  baseline: [guardBaseline],
  network_adoption: [guardNetworkAdoption],
};
