import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Clock ticks in a second, as /proc counts them; undefined without /proc. */
const ticks = existsSync('/proc/self/stat')
  ? Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  : undefined;

/** Whether this system states the processor time of other processes. */
export const isKnown = ticks !== undefined;

/**
 * Processor time of the processes of a PostgreSQL server, in milliseconds, by process id: its connections and its writers. Empty
 * without /proc.
 */
export function databaseTimes(postmaster: number | null): Map<number, number> {
  const times = new Map<number, number>();
  if (ticks === undefined || postmaster === null) return times;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const fields = fieldsOf(entry);
    if (!fields || Number(fields[1]) !== postmaster) continue;
    times.set(Number(entry), ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks);
  }
  return times;
}

/** Milliseconds that the processes used between two observations. */
export function timeBetween(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [pid, time] of after) sum += time - (before.get(pid) ?? 0);
  return sum;
}

/** The process that started another one, such as the server of a connection; null without /proc. */
export function parentOf(pid: number): number | null {
  const parent = fieldsOf(pid)?.[1];
  return parent === undefined ? null : Number(parent);
}

/** What the system states of a process after its name. */
function fieldsOf(pid: string | number): string[] | undefined {
  const stat = read(`/proc/${pid}/stat`);
  // The name of the program, in parentheses, can contain spaces.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended.
    return undefined;
  }
}
