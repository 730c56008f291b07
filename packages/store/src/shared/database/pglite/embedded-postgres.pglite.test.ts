import { expect, it } from 'vitest';
import { sourceUrl, startProgram } from '../../../testing/program.ts';
import { testEnvironment } from '../../../testing/test-databases.ts';

it('keeps an embedded database below 600 MB after many statements', async () => {
  const program = startProgram(`
    import { existsSync, openAsBlob, readFileSync } from 'node:fs';
    import { setFlagsFromString } from 'node:v8';
    import { EmbeddedPostgres } from ${JSON.stringify(sourceUrl('shared/database/pglite/embedded-postgres.ts'))};
    // V8 then optimizes a function at once, and not in the background some time later.
    setFlagsFromString('--wasm-sync-tier-up');
    const pglite = new EmbeddedPostgres({ loadDataDir: await openAsBlob(process.env.${testEnvironment.pglite}) });
    for (let count = 0; count < 200; count += 1) await pglite.query('select count(*) from organization');
    await pglite.close();
    // On Linux, the maximum of resourceUsage includes the memory of the process that started this one.
    const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
    console.log(/^VmHWM:\\s*(\\d+) kB/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
  `);
  // The memory in use differs between machines. The limit is the one of the requirements.
  expect(Number(await program.line())).toBeLessThan(600_000);
});
