import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Message, Request, Start, Usage } from '../servers/serve.ts';

/** A server in a process of its own. */
export interface Server {
  address: string;
  /** Forgets the most memory that it used so far, if the system can. */
  restartPeak(): Promise<void>;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** The options of `npm start`, for every server. */
const nodeOptions = ['--max-semi-space-size=16'];

/** Starts the server in a file of `servers`. Its log goes nowhere, unless it does not start. */
export async function startServer(file: string, start: Start): Promise<Server> {
  const child = fork(fileURLToPath(new URL(`../servers/${file}`, import.meta.url)), [JSON.stringify(start)], {
    execArgv: nodeOptions,
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output: string[] = [];
  let isStarted = false;
  const keep = (chunk: Buffer) => {
    if (!isStarted) output.push(chunk.toString());
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const message = await Promise.race([next(child), once(child, 'exit').then(() => undefined)]);
  if (!message || !('address' in message)) throw new Error(`${file} does not start: ${output.join('')}`);
  isStarted = true;
  return {
    address: message.address,
    restartPeak: async () => void (await request(child, 'restart peak')),
    usage: () => request(child, 'usage'),
    async stop() {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}

async function request(child: ChildProcess, name: Request): Promise<Usage> {
  const received = next(child);
  child.send(name);
  const answer = await received;
  if (!('usage' in answer)) throw new Error('A server did not state its usage.');
  return answer.usage;
}

async function next(child: ChildProcess): Promise<Message> {
  const [message] = await once(child, 'message');
  return message as Message;
}
