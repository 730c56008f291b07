/**
 * The "as of" day of the made-up examples: the last day of their story. A documented query whose result depends on a day
 * passes this day, so that its result stays the same. Pages that explain another moment pass that day instead.
 */
export const asOf = '2025-08-31';
