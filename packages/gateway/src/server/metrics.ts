import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RequestRecord } from './request-record.ts';

/** Returns how many connections are used, and how many statements wait for one. */
export type ConnectionCounter = () => { used: number; waiting: number };

/** The figures of a gateway in the format of Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<'operation' | 'status'>;
  readonly #errors: Counter<'code'>;
  readonly #duration: Histogram<'operation'>;

  constructor(options: { connections: ConnectionCounter | undefined }) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Counter({
      name: 'collective_impact_requests_total',
      help: 'Requests to /graphql, by kind of operation and status of the response.',
      labelNames: ['operation', 'status'],
      registers,
    });
    this.#errors = new Counter({
      name: 'collective_impact_errors_total',
      help: 'Requests to /graphql with at least one error of this code, for example a limit.',
      labelNames: ['code'],
      registers,
    });
    this.#duration = new Histogram({
      name: 'collective_impact_request_duration_seconds',
      help: 'Time from the arrival of a request to /graphql to the end of its response.',
      labelNames: ['operation'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    });
    const { connections } = options;
    if (connections) this.#countConnections(connections, registers);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Counts a request to `/graphql`. */
  observe(record: RequestRecord, outcome: { status: number; seconds: number }): void {
    const operation = record.operation ?? 'none';
    this.#requests.inc({ operation, status: String(outcome.status) });
    this.#duration.observe({ operation }, outcome.seconds);
    for (const code of record.codes) this.#errors.inc({ code });
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #countConnections(connections: ConnectionCounter, registers: Registry[]): void {
    new Gauge({
      name: 'collective_impact_database_connections',
      help: 'Connections to the database in use, and statements that wait for one.',
      labelNames: ['state'],
      registers,
      collect() {
        for (const [state, count] of Object.entries(connections())) this.set({ state }, count);
      },
    });
  }
}
