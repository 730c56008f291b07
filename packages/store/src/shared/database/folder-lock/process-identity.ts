import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';

/** Identifies a process among all processes of this machine and of others, before and after a restart of the machine. */
export interface ProcessIdentity {
  pid: number;
  host: string;
  /** Identifies the start of the machine, where the platform has such an identifier (Linux). */
  boot: string | null;
  /** Identifies the PID namespace, where the platform has them (Linux). A container usually has its own. */
  namespace: string | null;
  /** The time at which the process started, where the platform reports it. It distinguishes processes of one pid. */
  started: string | null;
}

/**
 * The state of another process. `UNSEEN`: it may run, but its pid cannot be looked up here, or does not identify it (it
 * is in another PID namespace, for example); only its heartbeat shows whether it runs. `ELSEWHERE`: it is on another
 * machine.
 */
export type ProcessState = 'RUNNING' | 'GONE' | 'UNSEEN' | 'ELSEWHERE';

/** The identity of this process. */
export async function identifyThisProcess(): Promise<ProcessIdentity> {
  return {
    pid: process.pid,
    host: hostname(),
    boot: await textOf('/proc/sys/kernel/random/boot_id'),
    namespace: await orNull(readlink('/proc/self/ns/pid')),
    started: await startOf(process.pid),
  };
}

/** The state of a process, as far as `observer`, this process, can determine it. */
export async function stateOf(suspect: ProcessIdentity, observer: ProcessIdentity): Promise<ProcessState> {
  const isSameBoot = suspect.boot !== null && suspect.boot === observer.boot;
  if (suspect.host !== observer.host && !isSameBoot) return 'ELSEWHERE';
  if (!sharePids(suspect, observer)) return 'UNSEEN';
  const started = await startOf(suspect.pid);
  if (started === null || suspect.started === null) return isAlive(suspect.pid) ? 'UNSEEN' : 'GONE';
  return started === suspect.started ? 'RUNNING' : 'GONE';
}

/** Whether a pid means the same process for both. Where the platform has no PID namespaces, one host has one set of pids. */
function sharePids(suspect: ProcessIdentity, observer: ProcessIdentity): boolean {
  if (suspect.boot !== observer.boot || suspect.namespace !== observer.namespace) return false;
  return process.platform !== 'linux' || (observer.boot !== null && observer.namespace !== null);
}

/** When a process started, in the platform's own format; null if the platform does not report it. */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') {
    const listed = await orNull(promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]));
    return listed?.stdout.trim() || null;
  }
  const status = await textOf(`/proc/${pid}/stat`);
  // The name, in brackets, may contain anything. The fields after it begin with the state; the twentieth is the start.
  const fields = status?.slice(status.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state] = fields;
  // A zombie has ended, although its parent has not collected its exit code.
  return state === 'Z' || state === 'X' ? 'ended' : (fields[19] ?? null);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function textOf(path: string): Promise<string | null> {
  return (await orNull(readFile(path, 'utf8')))?.trim() ?? null;
}

/** Null if the reading fails: the platform does not have the file, it belongs to another user, or the process ended. */
async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch(() => null);
}
