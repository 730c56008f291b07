import { fields, list, number, optional } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';
import type { ParticipantCount } from './participant-count.ts';

/** What a release of a round would contain, and the minimum base of its study. */
interface CountedRelease {
  counts: readonly Pick<ParticipantCount, 'base'>[];
  minimumBase?: number | null;
}

const countedRelease = fields<CountedRelease>({
  counts: list(fields<Pick<ParticipantCount, 'base'>>({ base: number })),
  minimumBase: optional(number),
});

/**
 * Checks that a round can be released: it has a code, an excerpt was coded or read, and the base is at least the minimum base
 * of the study.
 *
 * @example
 * judgeCodingRelease({ counts: [{ base: 4 }], minimumBase: 5 })[0].code; // 'OUT_OF_RANGE'
 */
export function judgeCodingRelease(release: CountedRelease): Issue[] {
  const malformed = countedRelease(release, []);
  if (malformed.length > 0) return malformed;
  const { counts, minimumBase } = release;
  const base = counts[0]?.base;
  if (base === undefined) {
    return [
      {
        code: 'REQUIRED',
        path: ['codebookId'],
        message:
          'The round has no codes, or no excerpt was coded or read in it. Add codes, and codings or readings, before you release it.',
      },
    ];
  }
  if (base >= (minimumBase ?? 0)) return [];
  return [
    {
      code: 'OUT_OF_RANGE',
      path: ['codebookId'],
      message: `The base of this round is ${base}, but the study requires at least ${minimumBase} participants. Code more interviews, or lower \`minimumBase\` of the study.`,
    },
  ];
}
