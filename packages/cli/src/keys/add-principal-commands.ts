import type { Command } from 'commander';
import type { PrincipalOptions } from './principal-command.ts';

/** Adds the commands on principals to the program. */
export function addPrincipalCommands(program: Command): void {
  const principal = program
    .command('principal')
    .description(
      'List the persons and programs that sign in, and revoke or restore them. The gateway can keep running on PostgreSQL. Stop it first if it uses the embedded database.',
    );
  principal
    .command('list')
    .description('List the principals.')
    .action(async () => {
      const { listPrincipalsCommand } = await import('./principal-command.ts');
      await listPrincipalsCommand();
    });
  named(principal.command('operator'))
    .description('Let a principal operate the gateway. A person does not need to have signed in before.')
    .option('--remove', 'no longer let the principal operate the gateway')
    .action(async (id: string | undefined, options: PrincipalOptions & { remove?: boolean }) => {
      const { operatorCommand } = await import('./principal-command.ts');
      await operatorCommand(id, options);
    });
  named(principal.command('revoke'))
    .description('Revoke a principal: it can no longer sign in, with any key or token. Its roles are kept.')
    .action((id: string | undefined, options: PrincipalOptions) => setRevoked(id, { ...options, isRevoked: true }));
  named(principal.command('restore'))
    .description('Let a revoked principal sign in again.')
    .action((id: string | undefined, options: PrincipalOptions) => setRevoked(id, { ...options, isRevoked: false }));
}

/** A principal is named in the same way in each command. */
function named(command: Command): Command {
  return command
    .argument('[id]', 'id of the principal, as `principal list` prints it')
    .option('--issuer <url>', 'the claim `iss` of the tokens of the person; requires --subject')
    .option('--subject <text>', 'the claim `sub` of the tokens of the person; requires --issuer');
}

async function setRevoked(id: string | undefined, options: PrincipalOptions & { isRevoked: boolean }): Promise<void> {
  const { revokePrincipalCommand } = await import('./principal-command.ts');
  await revokePrincipalCommand(id, options);
}
