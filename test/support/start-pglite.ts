import { preparePglite } from '@collective-impact/store/testing';

/** Runs once before the tests on the embedded database; what it returns runs after them, whether they passed or not. */
export function setup(): Promise<() => Promise<void>> {
  return preparePglite();
}
