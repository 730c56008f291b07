/** Whether the figures of a version are comparable with those of the previous version. The lowest value of a chain applies. */
export const comparabilities = ['YES', 'WITH_CAVEAT', 'NO'] as const;
/** One of {@link comparabilities}. */
export type Comparability = (typeof comparabilities)[number];

/** The worst comparability of a chain of links. `YES` if there are none. */
export function worstComparability(links: readonly { comparability: Comparability }[]): Comparability {
  const all = links.map(({ comparability }) => comparability);
  return comparabilities.findLast((each) => all.includes(each)) ?? 'YES';
}
