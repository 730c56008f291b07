import { visibilities } from '@collective-impact/sdk';
import { Command, CommanderError, Option } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { type ImportOptions, importCommand } from './import.ts';
import { migrateCommand } from './migrate.ts';
import { releaseDueCommand } from './release-due.ts';
import { reportFailure } from './report-failure.ts';
import { type ServeOptions, serveCommand } from './serve.ts';

/** Runs the command line and returns the exit code: 0 for success, 1 for a failure, 2 for invalid arguments. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    reportFailure(error);
    return 1;
  }
}

function createProgram(): Command {
  const program = new Command('collective-impact')
    .description('A GraphQL gateway for collective impact: common agendas, shared measurement and their evidence.')
    .version(packageJson.version)
    .showHelpAfterError('(see --help)')
    .configureHelp({ sortSubcommands: false })
    .exitOverride()
    .addHelpText('after', environment);
  program
    .command('serve')
    .description('Run the gateway. Updates the database schema first.')
    .addOption(new Option('--port <number>', 'port to listen on').env('PORT').default('4000'))
    .addOption(new Option('--host <address>', 'address to listen on').env('HOST').default('127.0.0.1'))
    .option('--examples', 'load the example ecosystems into an empty database')
    .action((options: ServeOptions) => serveCommand(options));
  program
    .command('migrate')
    .description('Update the database schema to this version. Does nothing if it is up to date.')
    .action(migrateCommand);
  program
    .command('release-due')
    .description(
      "Publish the releases of reporting calendars that are due today in their ecosystem's time zone. A running gateway does this every ten minutes. Use this command for your own schedule, with PostgreSQL.",
    )
    .addHelpText('after', releaseDueOutput)
    .action(releaseDueCommand);
  program
    .command('import')
    .description(
      'Import files into an ecosystem, in order. Each file is imported completely or not at all. If a file fails, the files before it stay imported and the files after it are not attempted. Importing the same file again changes nothing.',
    )
    .argument('<file...>', 'files to import')
    .addOption(
      new Option('--format <format>', 'cids: JSON-LD of the Common Impact Data Standard; csv: a table, with --mapping')
        .choices(['cids', 'csv'])
        .makeOptionMandatory(),
    )
    .requiredOption('--ecosystem <slug>', 'short name of the ecosystem')
    .option('--create', 'create the ecosystem if it does not exist')
    .option('--mapping <map.yaml>', 'the mapping of the columns of a CSV file')
    .addOption(
      new Option(
        '--visibility <level>',
        'visibility of new records and releases (default: MEMBERS for new records; a release that replaces another one keeps its visibility)',
      ).choices(visibilities),
    )
    .option(
      '--replace',
      'remove the cells that a file does not contain, for each indicator, reporter and period in it (default: keep them)',
    )
    .option('--dry-run', 'show what an import would change, and save nothing')
    .option('--report <file.json>', 'write the complete result to a file, also in a dry run')
    .action((files: string[], options: ImportOptions) => importCommand(files, options))
    .addHelpText('after', importExamples);
  return program;
}

const environment = `
Environment:
  DATABASE_URL  postgres://… for PostgreSQL 15 or later, or pglite:<folder> for the embedded database
                (default: pglite:./data)
  OPERATOR_KEY  the key of the operator, who can make changes; send it as "Authorization: Bearer <key>"
                (default with the embedded database: the first start creates <folder>/operator.key)
  PORT, HOST    the port and address of serve (default: 4000, 127.0.0.1)
  Limits of serve, such as RATE_LIMIT_ADDRESS: see docs/guides/run-a-gateway.md

Try it:
  collective-impact serve --examples`;

const releaseDueOutput = `
Prints one line for each release, with ecosystem, indicator and period: released, nothing new to release, or rejected
with the reason. A rejected release is tried again when a report of the period is verified or corrected.

Exit code:
  0  success, also if releases were rejected
  1  the database could not be used, or a release failed; the other releases are published, and the failed one stays due`;

const importExamples = `
Examples:
  collective-impact import attendance.csv --format csv --mapping attendance.map.yaml --ecosystem my-town --create --dry-run
  collective-impact import 2024.csv 2025.csv --format csv --mapping attendance.map.yaml --ecosystem my-town --report import.json
  collective-impact import export.json --format cids --ecosystem my-town --visibility PUBLIC`;
