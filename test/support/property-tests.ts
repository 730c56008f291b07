import fc from 'fast-check';

/*
 * Property tests run on a sample that is the same every time, so that `npm test` passes or fails for what was changed.
 * `npm run test:long` sets TEST_LONG: many more cases, and others each time.
 */
fc.configureGlobal(process.env.TEST_LONG ? { numRuns: 2000 } : { numRuns: 100, seed: 20_260_101 });
