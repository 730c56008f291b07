import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server is started with. */
export interface Start {
  /** The address of the database. */
  url: string;
  /** Number of connections to the database. */
  poolSize: number;
  /** With row policies: the id of the ecosystem that callers may change. Only PostGraphile distinguishes it. */
  changeable: string | null;
}

/** What a server states about its process. */
export interface Usage {
  /** Processor time since its start, in milliseconds. */
  cpu: number;
  /** Most memory that it used, in bytes: since the peak was restarted, or ever if the system cannot restart it. */
  peakMemory: number;
}

/** What the benchmark asks a server's process. The answer is its usage. */
export type Request = 'usage' | 'restart peak';

export type Message = { address: string } | { usage: Usage };

/** Runs a server in this process, which a benchmark has started. It ends with the benchmark. */
export async function serve(listen: (start: Start) => Promise<string>): Promise<void> {
  const send = (message: Message) => process.send?.(message);
  process.on('disconnect', () => process.exit());
  process.on('message', (request: Request) => {
    if (request === 'restart peak') restartPeak();
    const { user, system } = process.cpuUsage();
    send({ usage: { cpu: (user + system) / 1000, peakMemory: peakMemory() } });
  });
  const [, , start = ''] = process.argv;
  send({ address: await listen(JSON.parse(start) as Start) });
}

const status = '/proc/self/status';

function restartPeak(): void {
  // Linux then counts the peak of resident memory from now on.
  if (existsSync(status)) writeFileSync('/proc/self/clear_refs', '5');
}

function peakMemory(): number {
  if (!existsSync(status)) return process.resourceUsage().maxRSS * 1024;
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

/** Listens on a free local port. */
export function listenOn(server: Server, path = '/graphql'): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    });
  });
}
