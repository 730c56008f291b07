import { AsyncLocalStorage } from 'node:async_hooks';

interface Scope {
  /** The database whose transaction is open. */
  owner: object;
  isOpen: boolean;
  outer: Scope | undefined;
}

const scopes = new AsyncLocalStorage<Scope>();

/** Runs `work`, including its timers and promises, as part of an open transaction of `owner`. */
export async function withinTransaction<T>(owner: object, work: () => Promise<T>): Promise<T> {
  const scope: Scope = { owner, isOpen: true, outer: scopes.getStore() };
  try {
    return await scopes.run(scope, work);
  } finally {
    scope.isOpen = false;
  }
}

/**
 * Throws if code inside a transaction of `owner` requests a second connection. On it, the code would not see its own writes.
 * On the one connection of the embedded database, it would wait for itself forever.
 */
export function refuseSecondConnection(owner: object): void {
  for (let scope = scopes.getStore(); scope; scope = scope.outer) {
    if (scope.owner === owner && scope.isOpen) {
      throw new Error(
        'Inside a transaction, use the entity manager that it provides. Do not fork it, and do not nest transactions.',
      );
    }
  }
}
