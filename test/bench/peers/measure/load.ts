import { Connection } from './connection.ts';

/** What a server did while requests were sent to it. */
export interface Load {
  requests: number;
  /** Milliseconds. */
  duration: number;
  /** Of each request, in milliseconds, in ascending order. */
  latencies: Float64Array;
}

/** Sends requests in turn, over several connections at once, each of which waits for the answer before it sends another. */
export async function load(options: {
  address: string;
  requests: readonly Buffer[];
  connections: number;
  milliseconds: number;
}): Promise<Load> {
  const { address, requests, connections, milliseconds } = options;
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(address)));
  const latencies: number[] = [];
  let sent = 0;
  const begun = performance.now();
  const send = async (connection: Connection) => {
    for (let now = begun; now - begun < milliseconds; ) {
      const request = requests[sent++ % requests.length];
      if (!request) throw new Error('There is nothing to ask.');
      const { status, bytes } = await connection.ask(request);
      if (status !== 200) throw new Error(`The server answered ${status}: ${bytes.toString('utf8', 0, 500)}`);
      const answered = performance.now();
      latencies.push(answered - now);
      now = answered;
    }
  };
  try {
    await Promise.all(open.map(send));
  } finally {
    for (const connection of open) connection.close();
  }
  const duration = performance.now() - begun;
  return { requests: latencies.length, duration, latencies: Float64Array.from(latencies).sort() };
}
