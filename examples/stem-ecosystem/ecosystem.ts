import { contactDefinition, organizationDefinition } from '@collective-impact/store';
import { contacts } from './contacts.ts';
import { organizations } from './organizations.ts';
import { placeOf, serviceAreas } from './places.ts';
import { register } from './register.ts';
import { idOf, type Story } from './story.ts';

const place = placeOf('quillmere');

/** Creates the partners, their memberships and their contacts. */
export async function createEcosystem(story: Story, ecosystemId: string): Promise<void> {
  for (const [key, name, groups, joinedOn, engagement] of organizations) {
    await story.create(organizationDefinition, {
      key,
      values: {
        ecosystemId,
        name,
        stakeholderGroups: groups.split(' ').map((code) => ({ code })),
        place,
        serviceAreas: serviceAreas[key]?.map(placeOf),
        joinedOn,
        engagement: { code: engagement },
        identifiers: register[key],
      },
    });
  }
  for (const [at, [key, name, role, visibility]] of contacts.entries()) {
    const values = { organizationId: partner(key), name, role, email: `contact-${at + 1}@example.org`, visibility };
    await story.create(contactDefinition, { key: `contact-${at + 1}`, values });
  }
}

/** The id of a partner by its key. */
export const partner = (key: string): string => idOf('organization', key);
