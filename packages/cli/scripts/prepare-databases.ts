import { join } from 'node:path';
import { prepareDatabases } from '../src/examples/prepare-databases.ts';

// The last step of the build: writes the prepared databases beside the built program.
const dist = join(import.meta.dirname, '../dist');
await prepareDatabases({ folder: join(dist, 'prepared'), examplesFolder: join(dist, 'examples') });
