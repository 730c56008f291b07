import { CompiledQuery, type DatabaseConnection } from 'kysely';
import type { LockTimeouts } from './lock-timeouts.ts';
import { type PlanMode, planModeOf } from './plan-mode.ts';

/** The settings of a session that depend on the statement. */
interface Settings {
  /** In milliseconds. */
  lock_timeout: number;
  plan_cache_mode: PlanMode;
}

const initialPlanMode: PlanMode = 'force_custom_plan';

/** What each session on a server must be started with; see {@link SessionSettings}. */
export const initialPlanSetting = `plan_cache_mode=${initialPlanMode}`;

/** Sets the sessions of connections for each of their statements, if they are set otherwise. */
export class SessionSettings {
  readonly timeouts: LockTimeouts;
  readonly #arePrepared: boolean;
  readonly #settings = new WeakMap<DatabaseConnection, Settings>();

  /** Without prepared statements, no plan is kept. */
  constructor({ timeouts, arePrepared }: { timeouts: LockTimeouts; arePrepared: boolean }) {
    this.timeouts = timeouts;
    this.#arePrepared = arePrepared;
  }

  /** Sets the session for a statement outside of transactions. */
  async prepare(connection: DatabaseConnection, statement: CompiledQuery): Promise<void> {
    const current = this.#settings.get(connection) ?? {
      lock_timeout: this.timeouts.read,
      plan_cache_mode: initialPlanMode,
    };
    const required: Settings = {
      lock_timeout: this.timeouts.of(statement.sql),
      plan_cache_mode: this.#arePrepared ? planModeOf(statement) : initialPlanMode,
    };
    const changed = Object.entries(required).filter(([name, value]) => value !== current[name as keyof Settings]);
    if (changed.length === 0) return;
    const calls = changed.map(([name, value]) => `set_config('${name}', '${value}', false)`);
    await connection.executeQuery(CompiledQuery.raw(`select ${calls.join(', ')}`));
    this.#settings.set(connection, required);
  }

  /** Sets an open transaction until its end, because it can have statements of any kind. */
  async prepareTransaction(connection: DatabaseConnection): Promise<void> {
    const settings = { lock_timeout: this.timeouts.change, plan_cache_mode: initialPlanMode };
    const calls = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`);
    await connection.executeQuery(CompiledQuery.raw(`select ${calls.join(', ')}`));
  }
}
