/**
 * The aspect of learning opportunities in which a gap exists, in the terms of the source.
 *
 * @see STEM Learning Ecosystems, Strategy One: priority gaps in access, quality and outcomes
 */
export const gapAspects = ['ACCESS', 'QUALITY', 'OUTCOMES'] as const;
/** One of {@link gapAspects}. */
export type GapAspect = (typeof gapAspects)[number];
