import type { ReporterCounts } from './included-reporter-reader.ts';

/** Caveats on the organizations whose figures an aggregate of a release does not include. */
export function reporterCaveats({ reporters, expected, withoutFigure }: ReporterCounts): string[] {
  const absent = expected - reporters;
  const organizations = withoutFigure === 1 ? '1 organization' : `${withoutFigure} organizations`;
  return [
    ...(absent > 0
      ? [
          `${absent} of ${expected === 1 ? '1 expected organization' : `${expected} expected organizations`} ${absent === 1 || expected === 1 ? 'is' : 'are'} not included.`,
        ]
      : []),
    ...(withoutFigure > 0
      ? [`${organizations} in the release ${withoutFigure === 1 ? 'has' : 'have'} no figure in this aggregate.`]
      : []),
  ];
}
