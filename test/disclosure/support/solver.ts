import highs, { type Highs } from 'highs';

/** Starts the solver. The types of the package speak of its CommonJS build, in which the function is one level down. */
export const loadSolver = highs as unknown as () => Promise<Highs>;
