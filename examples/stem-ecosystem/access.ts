import { accessGrantDefinition } from '@collective-impact/store';
import { idOf, type Story } from './story.ts';

/** Creates two made-up principals without keys, so that nobody can sign in as one of them. One of them is a data steward. */
export async function createAccess(story: Story, ecosystemId: string): Promise<void> {
  await story.principal('evaluator', { kind: 'PERSON', name: 'Evaluator (made up)', isOperator: false });
  await story.principal('museum', { kind: 'PERSON', name: 'Museum educator (made up)', isOperator: false });
  await story.create(accessGrantDefinition, {
    key: 'evaluator',
    values: {
      ecosystemId,
      principalId: idOf('principal', 'evaluator'),
      role: 'STEWARD',
      organizationIds: [],
      visibility: 'RESTRICTED',
    },
  });
}
