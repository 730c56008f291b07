import type { CodeList } from '../shared/code.ts';

/** Channels of communication. An open list, defined by this project. */
export const communicationChannels: CodeList = {
  scheme: 'communication-channel',
  title: 'Channels of communication',
  codes: [
    { code: 'newsletter', label: 'Newsletter' },
    { code: 'website', label: 'Website' },
    { code: 'social-media', label: 'Social media' },
    { code: 'press', label: 'Press' },
    { code: 'event', label: 'Event' },
    { code: 'email', label: 'Email' },
    { code: 'personal', label: 'Personal contact' },
  ],
};
