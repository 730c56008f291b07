import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  encodeTypeId,
  type Issue,
  type Outcome,
  type PrincipalKind,
  type Role,
  SetupError,
} from '@collective-impact/sdk';
import { judgeGrantedOrganizations } from '@collective-impact/sdk/access';
import {
  type CreatedKey,
  createApiKey,
  createReaders,
  type Database,
  type ListedKey,
  listApiKeys,
  type NewGrant,
  type NewPrincipal,
  newApiKey,
  revokeApiKey,
} from '@collective-impact/store';
import { localCaller } from '../local-caller.ts';
import { withDatabase } from '../open.ts';
import { writeKey } from '../operator-key-file.ts';
import { print, printError } from '../terminal.ts';

/** Options of `key create`. */
export interface KeyOptions {
  name?: string;
  kind: PrincipalKind;
  operator?: boolean;
  principal?: string;
  expires?: string;
  file?: string;
  ecosystem?: string;
  role?: Role;
  organization?: string[];
}

/** Runs `key create`. */
export async function createKeyCommand(options: KeyOptions): Promise<void> {
  const principal = principalOf(options);
  const expiresAt = options.expires === undefined ? null : endOfDay(options.expires);
  const file = options.file === undefined ? undefined : resolve(options.file);
  const create = (key: string) =>
    withDatabase(async (database) => {
      const grant = await grantOf(database, options);
      return requireValue(await createApiKey(database, { viewer: localCaller(), principal, expiresAt, grant, key }));
    });
  if (file === undefined) {
    const { key, id, principalId } = await create(newApiKey());
    print(key);
    printError(`This is the key ${id} of ${principalId}. It cannot be shown again.`);
    return;
  }
  const { id, principalId } = await keptIn(file, create);
  print(`The key ${id} of ${principalId} is in ${options.file}.`);
}

/** Writes a new key to a new file, then creates it, so that no key exists that nobody has. Removes the file if that fails. */
async function keptIn(file: string, create: (key: string) => Promise<CreatedKey>): Promise<CreatedKey> {
  const key = newApiKey();
  await writeNew(file, key);
  try {
    return await create(key);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

async function writeNew(file: string, key: string): Promise<void> {
  try {
    await writeKey(file, key);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new SetupError(`${file} already exists. Set --file to the path of a new file.`, { cause: error });
  }
}

function principalOf({ name, kind, operator = false, principal, file }: KeyOptions): NewPrincipal | { id: string } {
  if (principal !== undefined) {
    if (name !== undefined || operator) {
      throw new SetupError('--principal names an existing principal. Remove --name and --operator.');
    }
    return { id: principal };
  }
  const trimmed = name?.trim() ?? '';
  if (trimmed === '' || trimmed.length > 200) {
    throw new SetupError(
      'A new principal needs a name of 1 to 200 characters. Add --name, or --principal for another key.',
    );
  }
  if (/\p{Cc}/u.test(trimmed)) {
    throw new SetupError(
      'The name of a principal must not contain control characters, such as line breaks. Remove them.',
    );
  }
  if (operator && file === undefined) {
    throw new SetupError('The key of an operator is never printed. Add --file with the path of a new file.');
  }
  return { name: trimmed, kind, isOperator: operator };
}

async function grantOf(
  database: Database,
  { ecosystem, role, organization = [] }: KeyOptions,
): Promise<NewGrant | null> {
  if (ecosystem === undefined && role === undefined && organization.length === 0) return null;
  if (ecosystem === undefined || role === undefined) {
    throw new SetupError('A role is a role in an ecosystem. Set both --ecosystem and --role, or neither.');
  }
  const [issue] = judgeGrantedOrganizations({ role, organizationIds: organization });
  if (issue) throw new SetupError(organizationMessage(role, issue));
  const found = await createReaders(database.kysely(), localCaller()).ecosystem.bySlug(ecosystem);
  if (!found) throw new SetupError(`There is no ecosystem "${ecosystem}". Set --ecosystem to the slug of one.`);
  return { ecosystemId: encodeTypeId('ecosystem', found.id), role, organizationIds: organization };
}

/** What is wrong with the organizations of a role, in terms of the options of the command. */
function organizationMessage(role: Role, { code }: Issue): string {
  return code === 'REQUIRED'
    ? `A ${role} acts for organizations. Add --organization with the id of at least one.`
    : `A ${role} acts for every organization. Remove --organization.`;
}

/** The moment after the end of a day, `YYYY-MM-DD`, in UTC. */
function endOfDay(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text)) {
    throw new SetupError(`"${text}" is not a date. Set --expires to a date such as 2027-01-31.`);
  }
  day.setUTCDate(day.getUTCDate() + 1);
  if (day.getTime() <= Date.now())
    throw new SetupError(`${text} is in the past. Set --expires to today or a later date.`);
  return day.toISOString();
}

/** Runs `key list`. */
export async function listKeysCommand(): Promise<void> {
  const keys = await withDatabase(listApiKeys);
  if (keys.length === 0) print('There are no API keys.');
  for (const key of keys) print(describe(key));
}

function describe({ id, principalId, name, kind, isOperator, status, expiresAt, lastUsedAt }: ListedKey): string {
  const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.slice(0, 10)}`;
  const expires = expiresAt === null ? 'does not expire' : `valid until ${lastDay(expiresAt)}`;
  const role = isOperator ? `${kind}, operator` : kind;
  return `${id}  ${status}  ${name} (${role}, ${principalId})  ${expires}  ${used}`;
}

/** The last day of a key that expires at this moment. */
function lastDay(expiresAt: string): string {
  return new Date(new Date(expiresAt).getTime() - 1).toISOString().slice(0, 10);
}

/** Runs `key revoke`. */
export async function revokeKeyCommand(id: string): Promise<void> {
  const revoked = await withDatabase((database) => revokeApiKey(database, { viewer: localCaller(), id }));
  print(`The key ${requireValue(revoked)} is revoked.`);
}

function requireValue<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const [first] = outcome.issues;
  const hint = first?.code === 'NOT_FOUND' ? ' `key list` prints the ids of keys and principals.' : '';
  throw new SetupError(`${outcome.issues.map(({ message }) => message).join(' ')}${hint}`);
}
