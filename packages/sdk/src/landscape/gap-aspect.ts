/**
 * The aspect in which something is lacking, in the terms of the source.
 *
 * @see STEM Learning Ecosystems, Strategy One: priority gaps in access, quality and outcomes
 */
export const gapAspects = ['ACCESS', 'QUALITY', 'OUTCOMES'] as const;
/** One of {@link gapAspects}. */
export type GapAspect = (typeof gapAspects)[number];
