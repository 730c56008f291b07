import { visibilities } from '@collective-impact/sdk';
import { Command, CommanderError, Option } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { addEraseCommand } from './add-erase-command.ts';
import type { RestoreOptions } from './backup/index.ts';
import type { DoctorOptions } from './doctor.ts';
import type { ImportOptions } from './import.ts';
import { addKeyCommands } from './keys/add-key-commands.ts';
import { addPrincipalCommands } from './keys/add-principal-commands.ts';
import type { MigrateOptions } from './migrate.ts';
import { pathArgument, pathArguments } from './path-argument.ts';
import { ProblemsFound } from './problems-found.ts';
import { reportFailure } from './report-failure.ts';
import type { ServeOptions } from './serve.ts';

/** Runs the command line and returns the exit code: 0 for success, 1 for a failure, 2 for invalid arguments. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof ProblemsFound)) reportFailure(error);
    return 1;
  }
}

/** Each command loads what it needs when it runs: only `serve` needs the gateway. */
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
    .description(
      'Run the gateway. Updates the schema of an embedded database first. With PostgreSQL, run migrate first, and connect as the role that migrate --serving-role named.',
    )
    .addOption(new Option('--port <number>', 'port to listen on').env('PORT').default('4000'))
    .addOption(new Option('--host <address>', 'address to listen on').env('HOST').default('127.0.0.1'))
    .option('--examples', 'load the example ecosystems into an empty database')
    .addOption(
      new Option(
        '--operator-key-file <path>',
        "file of the operator's API key; created unless it exists (default with the embedded database: <folder>/operator.key)",
      ).env('OPERATOR_KEY_FILE'),
    )
    .action(async (options: ServeOptions) => {
      const { serveCommand } = await import('./serve.ts');
      await serveCommand(options);
    });
  program
    .command('migrate')
    .description('Update the database schema to this version. Does nothing if it is up to date.')
    .option(
      '--serving-role <name>',
      'role of PostgreSQL as which serve connects: grant it what serve needs, and nothing else',
    )
    .option('--wait <seconds>', 'how long to wait for running gateways to stop before migrate fails', '0')
    .action(async (options: MigrateOptions) => {
      const { migrateCommand } = await import('./migrate.ts');
      await migrateCommand(options);
    });
  addDataCommands(program);
  program
    .command('release-due')
    .description(
      "Publish the releases of reporting calendars that are due today in their ecosystem's time zone. A running gateway does this every ten minutes. Use this command to release on your own schedule. It requires PostgreSQL while a gateway is running, because only one process can use the embedded database.",
    )
    .addHelpText('after', releaseDueOutput)
    .action(async () => {
      const { releaseDueCommand } = await import('./release-due.ts');
      await releaseDueCommand();
    });
  program
    .command('import')
    .description(
      'Import files into an ecosystem, in order. Each file is imported completely or not at all. If a file fails, the files before it stay imported and the files after it are not attempted. Importing the same file again changes nothing.',
    )
    .argument('<file...>', 'files to import', pathArguments)
    .addOption(
      new Option('--format <format>', 'cids: JSON-LD of the Common Impact Data Standard; csv: a table, with --mapping')
        .choices(['cids', 'csv'])
        .makeOptionMandatory(),
    )
    .requiredOption('--ecosystem <slug>', 'short name of the ecosystem')
    .option('--create', 'create the ecosystem if it does not exist')
    .option('--mapping <map.yaml>', 'the mapping of the columns of a CSV file', pathArgument)
    .addOption(
      new Option(
        '--visibility <level>',
        'visibility of new records and releases (default: `defaultVisibility` of the ecosystem; parts, such as a version of an indicator, have the visibility of the record that contains them; a release that replaces another one keeps its visibility; reports are always RESTRICTED)',
      ).choices(visibilities),
    )
    .option(
      '--replace',
      'remove the cells that a file does not contain, for each indicator, reporter and period in it (default: keep them)',
    )
    .option('--dry-run', 'show what an import would change, and save nothing')
    .option('--report <file.json>', 'write the complete result to a file, also in a dry run', pathArgument)
    .action(async (files: string[], options: ImportOptions) => {
      const { importCommand } = await import('./import.ts');
      await importCommand(files, options);
    })
    .addHelpText('after', importExamples);
  addKeyCommands(program);
  addEraseCommand(program);
  addPrincipalCommands(program);
  return program;
}

/** Commands that copy or examine the whole database. */
function addDataCommands(program: Command): void {
  const replace = 'delete everything in the target database first (default: it must be empty)';
  program
    .command('backup')
    .description('Write the whole database to a new file. A gateway with PostgreSQL can run meanwhile.')
    .argument('<file>', 'the new file, for example backup.ci.gz', pathArgument)
    .action(async (file: string) => {
      const { backupCommand } = await import('./backup/index.ts');
      await backupCommand(file);
    });
  program
    .command('restore')
    .description(
      'Restore a backup into an empty database, completely or not at all. A backup of an earlier version is updated.',
    )
    .argument('<file>', 'the backup', pathArgument)
    .option('--replace', replace)
    .option('--list <path>', 'list of erasures to repeat (default: see erase --list)')
    .option(
      '--revoke-keys',
      'revoke all API keys and open invitations of the backup (default: those that were revoked after the backup are valid again)',
    )
    .action(async (file: string, options: RestoreOptions) => {
      const { restoreCommand } = await import('./backup/index.ts');
      await restoreCommand(file, options);
    });
  program
    .command('migrate-to')
    .description('Copy the whole database to another one, for example from the embedded database to PostgreSQL.')
    .argument('[url]', 'address of the other database; TARGET_DATABASE_URL keeps its password out of the process list')
    .option('--replace', replace)
    .action(async (url: string | undefined, options: RestoreOptions) => {
      const { migrateToCommand } = await import('./backup/index.ts');
      await migrateToCommand(url, options);
    });
  program
    .command('doctor')
    .description(
      'Examine the database: schema, rights, triggers, references, change feed, stored sums, and every page on the disk. Exits with 1 if there is a problem.',
    )
    .option('--json', 'print the findings as JSON')
    .option('--new-epoch', 'first start a new epoch of the change feed, after a copy of the files was restored')
    .action(async (options: DoctorOptions) => {
      const { doctorCommand } = await import('./doctor.ts');
      await doctorCommand(options);
    });
}

const environment = `
Environment:
  DATABASE_URL  postgres://… for PostgreSQL 15 or later, or pglite:<folder> for the embedded database
                (default: pglite:./data)
  PORT, HOST    the port and address of serve (default: 4000, 127.0.0.1)
  OPERATOR_KEY_FILE
                see serve --operator-key-file; callers send the key as "Authorization: Bearer <key>"
  ERASURE_LIST  the file with the list of erasures of personal data: see erase --list
  OIDC_ISSUER, OIDC_AUDIENCE
                the identity provider by which persons sign in, and the audience of its tokens for this gateway
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
