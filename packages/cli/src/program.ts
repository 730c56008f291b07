import { visibilities } from '@collective-impact/sdk';
import { Command, CommanderError, Option } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { type ImportOptions, importCommand } from './import.ts';
import { migrateCommand } from './migrate.ts';
import { releaseDueCommand } from './release-due.ts';
import { reportFailure } from './report-failure.ts';
import { type ServeOptions, serveCommand } from './serve.ts';

/** Runs the command line; answers the exit code: 0 done, 1 could not be done, 2 not understood. */
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
    .description('Shared measurement, common agendas and their evidence: a GraphQL gateway for collective impact.')
    .version(packageJson.version)
    .showHelpAfterError('(see --help)')
    .configureHelp({ sortSubcommands: false })
    .exitOverride()
    .addHelpText('after', environment);
  program
    .command('serve')
    .description('Serve GraphQL. Migrates the database first.')
    .addOption(new Option('--port <number>', 'port to listen on').env('PORT').default('4000'))
    .addOption(new Option('--host <address>', 'address to listen on').env('HOST').default('127.0.0.1'))
    .option('--examples', 'load the example ecosystems when the database is empty')
    .action((options: ServeOptions) => serveCommand(options));
  program
    .command('migrate')
    .description("Bring the database's schema up to this version; does nothing where it is.")
    .action(migrateCommand);
  program
    .command('release-due')
    .description(
      "Make the releases that are due today by reporting calendars, once. Today is the current day in each ecosystem's time zone. A running gateway does this every ten minutes; use the command to run it on your own schedule, on PostgreSQL.",
    )
    .addHelpText('after', releaseDueAnswer)
    .action(releaseDueCommand);
  program
    .command('import')
    .description(
      'Import files into an ecosystem, one after the other, each wholly or not at all: where one fails, those before it stay, and none after it is tried. The same file again changes nothing.',
    )
    .argument('<file...>', 'files to import')
    .addOption(
      new Option('--format <format>', 'cids: Common Impact Data Standard JSON-LD; csv: a table, with --mapping')
        .choices(['cids', 'csv'])
        .makeOptionMandatory(),
    )
    .requiredOption('--ecosystem <slug>', 'short name of the ecosystem')
    .option('--create', 'create the ecosystem where there is none of this name')
    .option('--mapping <map.yaml>', 'what the columns of a CSV file mean')
    .addOption(
      new Option(
        '--visibility <who>',
        'who sees what is created and released; where left out, members see what is created, and who saw a release sees the one that replaces it',
      ).choices(visibilities),
    )
    .option(
      '--replace',
      'a file stands for the whole of each period that it has, for its indicator and reporter: remove other figures (default: a file adds and corrects, and other figures are kept)',
    )
    .option('--dry-run', 'do everything, say what would happen, keep nothing')
    .option('--report <file.json>', 'write all that was done and noted to a file, also in a dry run')
    .action((files: string[], options: ImportOptions) => importCommand(files, options))
    .addHelpText('after', importExamples);
  return program;
}

const environment = `
Environment:
  DATABASE_URL  postgres://… for PostgreSQL 15 or later, or pglite:<folder> for the embedded database
                (default: pglite:./data)
  OPERATOR_KEY  makes "Authorization: Bearer <key>" the operator, who may write; the embedded database
                makes one at its first start and keeps it in <folder>/operator.key
  PORT, HOST    where serve listens (default: 4000, 127.0.0.1)

Try it:
  collective-impact serve --examples`;

const releaseDueAnswer = `
Says what came of each, by ecosystem, code of the indicator and period: released, nothing new to release, or refused and why.
A refusal is tried again once a report of the period is verified or corrected, and not before.

Exit code:
  0  done, also where releases were refused: what few reports say waits for others
  1  the database could not be used, or a release failed: it is due still, and the others are made`;

const importExamples = `
Examples:
  collective-impact import attendance.csv --format csv --mapping attendance.map.yaml --ecosystem my-town --create --dry-run
  collective-impact import 2024.csv 2025.csv --format csv --mapping attendance.map.yaml --ecosystem my-town --report import.json
  collective-impact import export.json --format cids --ecosystem my-town --visibility PUBLIC`;
