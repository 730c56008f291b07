import type { Command } from 'commander';
import type { EraseOptions } from './erase-command.ts';

/** Adds the command that erases personal data to the program. */
export function addEraseCommand(program: Command): void {
  program
    .command('erase')
    .description(
      'Erase personal data permanently: in records, in the audit log, and in stored results. The gateway can keep running on PostgreSQL. Stop it first if it uses the embedded database.',
    )
    .argument('[id...]', 'records and principals; a field can follow after a dot, such as meeting_….summary')
    .option('--reason <text>', 'why the data is erased; it remains readable, so it must not contain personal data')
    .option('--dry-run', 'list what would be erased, and erase nothing')
    .option('--search <text>', 'list the texts that contain a name or an address, and erase nothing')
    .option('--ecosystem <slug>', 'search only the records of this ecosystem')
    .option(
      '--list <path>',
      'list of erasures outside of the database, for `restore` (default: ERASURE_LIST, or erasures.jsonl beside the folder of the embedded database)',
    )
    .addHelpText('after', eraseExamples)
    .action(async (ids: string[], options: EraseOptions) => {
      const { eraseCommand } = await import('./erase-command.ts');
      await eraseCommand(ids, options);
    });
}

const eraseExamples = `
Without a field, all personal fields of a record are erased. Backups are not changed: delete old ones, or keep the list of
erasures, which restore reads. See docs/guides/erase-personal-data.md.

Examples:
  collective-impact erase --search "Ann Example"
  collective-impact erase contact_… meeting_….summary --dry-run
  collective-impact erase contact_… meeting_….summary --reason "Requested on 2026-01-31"
  collective-impact erase principal_… --reason "Left the partnership"`;
