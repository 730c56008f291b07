import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { changeableSetting, peerSchema } from '../data/peer-objects.ts';
import { listenOn, serve } from './serve.ts';

// PostGraphile with its preset for new projects. Its environment is that of production.
await serve(async ({ url, poolSize, changeable }) => {
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [
      makePgService({ connectionString: url, schemas: ['public', peerSchema], poolConfig: { max: poolSize } }),
    ],
    grafast: changeable === null ? {} : { context: () => ({ pgSettings: { [changeableSetting]: changeable } }) },
    grafserv: { graphqlPath: '/graphql', watch: false },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  return listenOn(server);
});
