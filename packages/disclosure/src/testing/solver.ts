import highs, { type Highs } from 'highs';

/**
 * Starts the HiGHS solver. The cast corrects the types of the package, which describe its CommonJS build.
 *
 * @see https://highs.dev
 */
export const loadSolver = highs as unknown as () => Promise<Highs>;
