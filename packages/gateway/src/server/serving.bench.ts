import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, type ExecutionArgs, execute } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { createGatewayServer } from './gateway-server.ts';

/*
 * Prints the processor time of a trivial query on Node.js alone, on Yoga with its defaults, on Yoga without its limit of
 * the body size, and on the gateway.
 *   npm run build && node packages/gateway/src/server/serving.bench.ts
 */

const requests = 6000;
const body = JSON.stringify({ query: '{ hello }' });

/** Sends the requests, eight at a time. It runs in a separate process, so that only the time of the server counts. */
async function load(address: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const ask = () =>
    new Promise<void>((answered, fail) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request(address, { agent, method: 'POST', headers }, (response) => {
        response.resume().on('end', () => (response.statusCode === 200 ? answered() : fail(new Error('not answered'))));
      });
      sent.on('error', fail).end(body);
    });
  const sender = async () => {
    for (let sent = 0; sent < requests / 8; sent++) await ask();
  };
  await Promise.all(Array.from({ length: 8 }, sender));
  agent.destroy();
}

async function microsecondsPerRequest(address: string): Promise<number> {
  const run = async () => {
    const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, address], { stdio: 'inherit' });
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error('the requests were not answered');
  };
  await run();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / requests;
}

async function measure(name: string, listener: RequestListener): Promise<void> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  print(name, await microsecondsPerRequest(`http://127.0.0.1:${port}/graphql`));
  server.closeAllConnections();
  server.close();
}

function print(name: string, microseconds: number): void {
  process.stdout.write(`${name.padEnd(36)} ${microseconds.toFixed(0).padStart(5)} µs\n`);
}

async function main(): Promise<void> {
  const schema = buildSchema('type Query { hello: String! }');
  Object.assign(schema.getQueryType()?.getFields().hello ?? {}, { resolve: () => 'hello' });
  await measure('Node.js alone', (incoming, response) => {
    incoming.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"data":{}}'));
  });
  await measure('Yoga as it comes', createYoga({ schema, logging: false }));
  await measure('Yoga without its bound of bodies', createYoga({ schema, logging: false, maxRequestBodySize: false }));
  const onGraphQLJs: Plugin = { onExecute: ({ setExecuteFn }) => setExecuteFn((args: ExecutionArgs) => execute(args)) };
  const trimmed = createYoga({
    schema,
    logging: false,
    maxRequestBodySize: false,
    graphiql: false,
    landingPage: false,
    cors: false,
    multipart: false,
    plugins: [onGraphQLJs],
  });
  await measure('Yoga trimmed', trimmed);
  for (const execution of ['interpreted', 'compiled'] as const) {
    const gateway = createGatewayServer({
      schema,
      execution,
      makeContext: () => ({}),
      authenticate: () => ({ kind: 'ANONYMOUS' }),
      ready: async () => [],
      exampleQuery: async () => '{ hello }',
    });
    const address = await gateway.listen({ port: 0, host: '127.0.0.1' });
    print(`the gateway, ${execution}`, await microsecondsPerRequest(`${address}/graphql`));
    await gateway.close();
  }
}

const [, , address] = process.argv;
await (address === undefined ? main() : load(address));
