import type { Reporter, TestModule } from 'vitest/node';
import { writeTally } from './tally.ts';

/** Counts the tests of a run. A file that cannot be loaded and an error outside of tests each count as a failure. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = suites.filter((suite) => suite.errors().length > 0).length;
    const skipped = count('skipped');
    if (skipped > 0) console.log(`${skipped} skipped`);
    writeTally({ passed: count('passed'), failed: count('failed') + broken + unhandledErrors.length });
  }
}
