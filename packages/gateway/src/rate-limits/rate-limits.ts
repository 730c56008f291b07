import type { IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import type { Viewer } from '@collective-impact/sdk';
import { type Database, rateBudgetClient, rateBudgetTable } from '@collective-impact/store';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import { identityOf } from '../shared/identity.ts';
import type { Log } from '../shared/log.ts';
import { Budget } from './budget.ts';
import { callerAddress, type TrustedProxies } from './caller-address.ts';

/** The requests that a caller may send in a minute. 0 for no limit. */
export interface RateLimitOptions {
  /** Requests of one address, before the caller is authenticated. */
  address: number;
  /** Requests of one principal, from all its addresses. */
  principal: number;
  proxies: TrustedProxies;
  /** Milliseconds to wait for the counter that gateways share, before this process counts alone. */
  patience?: number;
}

const windowSeconds = 60;

/** The budgets of the callers of a gateway. On PostgreSQL, all gateways of a database share them. */
export class RateLimits {
  readonly #addresses: Budget | undefined;
  readonly #principals: Budget | undefined;
  readonly #proxies: TrustedProxies;

  constructor(options: RateLimitOptions & { database: Database; log: Log }) {
    const { address, principal, proxies, patience, database, log } = options;
    const budget = (name: string, points: number) => {
      const counted = { keyPrefix: name, points, duration: windowSeconds };
      const store = {
        storeType: 'client',
        tableName: rateBudgetTable,
        tableCreated: true,
        clearExpiredByTimeout: false,
      };
      return new Budget({
        points,
        patience,
        local: new RateLimiterMemory(counted),
        shared:
          database.engine === 'pglite'
            ? null
            : new RateLimiterPostgres({ ...counted, ...store, storeClient: rateBudgetClient(database) }),
        onFailure: (error) =>
          log({ level: 'error', message: 'Rate limits are counted by this process alone.', cause: inspect(error) }),
      });
    };
    this.#addresses = address > 0 ? budget('address', address) : undefined;
    this.#principals = principal > 0 ? budget('principal', principal) : undefined;
    this.#proxies = proxies;
  }

  /** The address of the caller, as the trusted proxies state it. */
  addressOf(request: IncomingMessage): string {
    return callerAddress(request, this.#proxies);
  }

  /** Spends a request of its address. Returns 0, or the seconds to wait if the budget is exhausted. */
  async ofAddress(request: IncomingMessage): Promise<number> {
    return (await this.#addresses?.spend(this.addressOf(request))) ?? 0;
  }

  /** Spends a request of its principal. Anonymous viewers have only the budget of their address. */
  async ofViewer(viewer: Viewer): Promise<number> {
    const identity = identityOf(viewer);
    return identity === null ? 0 : ((await this.#principals?.spend(identity)) ?? 0);
  }

  /** Removes what is known about callers whose minute has passed. */
  sweep(): void {
    this.#addresses?.sweep();
    this.#principals?.sweep();
  }
}
