import { preparePglite } from '@collective-impact/store/testing';

/** Runs once before the tests on the embedded database. The returned function runs after them, even if tests fail. */
export function setup(): Promise<() => Promise<void>> {
  return preparePglite();
}
