/** Identifiers in a made-up register, by the key of the partner. A made-up EIN could belong to a real organization. */
export const register: Readonly<Record<string, { scheme: string; value: string }[]>> = {
  district: [{ scheme: 'made-up-register', value: 'Q-1001' }],
  'state-university': [{ scheme: 'made-up-register', value: 'Q-2001' }],
  'community-foundation': [{ scheme: 'made-up-register', value: 'Q-3001' }],
};
