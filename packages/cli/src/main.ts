import { run } from './program.ts';

process.exitCode = await run(process.argv.slice(2));
if (process.exitCode !== 0) {
  // A database that failed, or whose folder another process took over, is not closed. Its timers would keep this process alive.
  for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve));
  process.exit();
}
