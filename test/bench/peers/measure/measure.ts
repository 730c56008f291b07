import { type Contestant, connections } from '../contestants.ts';
import type { Question } from '../questions.ts';
import { load } from './load.ts';
import { databaseTimes, timeBetween } from './processor-time.ts';

/** What one round measured. Times are in milliseconds. */
export interface Round {
  perSecond: number;
  /** Processor time per request. */
  server: number;
  /** Processor time per request, or null if this system does not state it. */
  database: number | null;
  median: number;
  slow: number;
  /** Most memory that the server used, in bytes. */
  peakMemory: number;
}

/** Milliseconds before each round, in which a server opens again what it closed while others were asked. */
const warmUp = 500;

/** Asks a server one question for some time. */
export async function measure(
  contestant: Contestant,
  options: { question: Question; seconds: number; postmaster: number | null },
): Promise<Round> {
  const { question, seconds, postmaster } = options;
  const { server } = contestant;
  const requests = await contestant.requests(question);
  const { address } = server;
  await load({ address, requests, connections, milliseconds: warmUp });
  await server.restartPeak();
  const [before, databaseBefore] = [await server.usage(), databaseTimes(postmaster)];
  const done = await load({ address, requests, connections, milliseconds: seconds * 1000 });
  const [after, databaseAfter] = [await server.usage(), databaseTimes(postmaster)];
  const quantile = (share: number) => done.latencies[Math.floor(share * (done.latencies.length - 1))] ?? Number.NaN;
  return {
    perSecond: (done.requests * 1000) / done.duration,
    server: (after.cpu - before.cpu) / done.requests,
    database: postmaster === null ? null : timeBetween(databaseBefore, databaseAfter) / done.requests,
    median: quantile(0.5),
    slow: quantile(0.99),
    peakMemory: after.peakMemory,
  };
}

/** The median of each measure. */
export function medians(rounds: readonly Round[]): Round {
  const median = (of: (round: Round) => number) => {
    const values = rounds.map(of).sort((left, right) => left - right);
    const [low, high] = [
      values[Math.floor((values.length - 1) / 2)] ?? Number.NaN,
      values[Math.ceil((values.length - 1) / 2)] ?? Number.NaN,
    ];
    return (low + high) / 2;
  };
  return {
    perSecond: median((round) => round.perSecond),
    server: median((round) => round.server),
    database: rounds.some((round) => round.database === null) ? null : median((round) => round.database ?? 0),
    median: median((round) => round.median),
    slow: median((round) => round.slow),
    peakMemory: Math.max(...rounds.map((round) => round.peakMemory)),
  };
}
