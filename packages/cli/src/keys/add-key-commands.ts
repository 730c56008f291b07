import { principalKinds, roles } from '@collective-impact/sdk';
import { type Command, Option } from 'commander';
import { pathArgument } from '../path-argument.ts';
import type { KeyOptions } from './key-command.ts';

/** Adds the commands on API keys to the program. */
export function addKeyCommands(program: Command): void {
  const key = program
    .command('key')
    .description(
      'Create, list and revoke API keys. The gateway can keep running on PostgreSQL. Stop it first if it uses the embedded database.',
    );
  key
    .command('create')
    .description('Create an API key, for a new principal or for an existing one.')
    .option('--name <name>', 'name of the new principal, such as "Data team"')
    .addOption(new Option('--kind <kind>', 'kind of the new principal').choices(principalKinds).default('SERVICE'))
    .option('--operator', 'let the new principal operate the gateway; requires --file')
    .option('--principal <id>', 'create another key for this principal, for example to replace a key')
    .option('--ecosystem <slug>', 'give the principal a role in this ecosystem; requires --role')
    .addOption(new Option('--role <role>', 'role in the ecosystem').choices(roles))
    .option('--organization <id...>', 'organizations for which an OBSERVER or CONTRIBUTOR acts')
    .option('--expires <date>', 'last day of the key in UTC, such as 2027-01-31 (default: the key does not expire)')
    .option(
      '--file <path>',
      'write the key to a new file that only its owner can read (default: print the key once)',
      pathArgument,
    )
    .action(async (options: KeyOptions) => {
      const { createKeyCommand } = await import('./key-command.ts');
      await createKeyCommand(options);
    });
  key
    .command('list')
    .description('List the API keys, without the keys themselves.')
    .action(async () => {
      const { listKeysCommand } = await import('./key-command.ts');
      await listKeysCommand();
    });
  key
    .command('revoke')
    .description('Revoke an API key. The gateway rejects it from the next request on.')
    .argument('<id>', 'id of the key, as `key list` prints it')
    .action(async (id: string) => {
      const { revokeKeyCommand } = await import('./key-command.ts');
      await revokeKeyCommand(id);
    });
}
