import type { CodeList } from '../shared/code.ts';

/** By what a message reaches its audience. An open list of this project's own. */
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
