import { createGateway } from '@collective-impact/gateway';
import { openDatabase } from '@collective-impact/store';
import { serve } from './serve.ts';

// This project as `serve` starts it, with its limits and its log.
await serve(async ({ url, poolSize }) => {
  const gateway = createGateway({ database: await openDatabase(url, { poolSize }) });
  return `${await gateway.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
});
