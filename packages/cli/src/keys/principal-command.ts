import { type Outcome, SetupError } from '@collective-impact/sdk';
import {
  type Database,
  type ListedPrincipal,
  listPrincipals,
  type NamedPrincipal,
  setOperator,
  setRevoked,
} from '@collective-impact/store';
import { localCaller } from '../local-caller.ts';
import { withDatabase } from '../open.ts';
import { print } from '../terminal.ts';

/** Options by which a command names a principal, beside its id. */
export interface PrincipalOptions {
  issuer?: string;
  subject?: string;
}

/** Runs `principal list`. */
export async function listPrincipalsCommand(): Promise<void> {
  const principals = await withDatabase(listPrincipals);
  if (principals.length === 0) print('There are no principals.');
  for (const principal of principals) print(describe(principal));
}

function describe({ id, kind, name, isOperator, issuer, subject, revokedAt }: ListedPrincipal): string {
  const status = revokedAt === null ? 'ACTIVE' : 'REVOKED';
  const role = isOperator ? `${kind}, operator` : kind;
  const signsIn = issuer === null ? 'signs in with API keys' : `signs in as ${subject} of ${issuer}`;
  return `${id}  ${status}  ${name} (${role})  ${signsIn}`;
}

/** Runs `principal operator`. */
export async function operatorCommand(
  id: string | undefined,
  { remove = false, ...options }: PrincipalOptions & { remove?: boolean },
): Promise<void> {
  const principal = principalOf(id, options);
  const changed = await change((database) =>
    setOperator(database, { viewer: localCaller(), principal, isOperator: !remove }),
  );
  print(`${changed} is ${remove ? 'no longer' : 'now'} an operator.`);
}

/** Runs `principal revoke` and `principal restore`. */
export async function revokePrincipalCommand(
  id: string | undefined,
  { isRevoked, ...options }: PrincipalOptions & { isRevoked: boolean },
): Promise<void> {
  const principal = principalOf(id, options);
  const changed = await change((database) => setRevoked(database, { viewer: localCaller(), principal, isRevoked }));
  print(`${changed} ${isRevoked ? 'can no longer sign in' : 'is no longer revoked'}.`);
}

/** Changes a principal, and returns its id. */
async function change(work: (database: Database) => Promise<Outcome<string>>): Promise<string> {
  const outcome = await withDatabase(work);
  if (outcome.ok) return outcome.value;
  const messages = outcome.issues.map(({ code, message }) =>
    code === 'NOT_FOUND' ? `${message} \`principal list\` prints all principals.` : message,
  );
  throw new SetupError(messages.join(' '));
}

function principalOf(id: string | undefined, { issuer, subject }: PrincipalOptions): NamedPrincipal {
  const isComplete = issuer !== undefined && subject !== undefined;
  const isEmpty = issuer === undefined && subject === undefined;
  if (id !== undefined && isEmpty) return { id };
  if (id === undefined && isComplete && issuer !== '' && subject !== '') return { issuer, subject };
  throw new SetupError('Name one principal: by its id, or by both --issuer and --subject.');
}
