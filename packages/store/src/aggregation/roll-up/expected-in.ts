import type { Code } from '@collective-impact/sdk';
import type { ExpectedCount } from '@collective-impact/sdk/aggregation';
import type { PlaceReporters } from './place-reporters.ts';
import type { RolledUpRelease } from './roll-up-releases.ts';

/** How many organizations a figure expects, in its place unless places are aggregated. Null if unknown. */
export function expectedIn(
  release: RolledUpRelease | undefined,
  of: { place: Code | null; reporters: PlaceReporters } | null,
): ExpectedCount | null {
  if (!release || release.expected === null || release.absent === null) return null;
  const ofPlace = of?.reporters.expected(release, of.place);
  if (!ofPlace) return { expected: release.expected, absent: release.absent };
  const { expected, absent, unassigned } = ofPlace;
  return { expected: expected.length, absent: absent.length, unassigned: unassigned.length };
}
