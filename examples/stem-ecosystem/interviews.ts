/** The participants by a pseudonymous code, with their sector and the day of the interview. */
export const participants: Record<string, { sector: { code: string; label: string }; heldOn: string }> = {
  P1: { sector: { code: 'k-12', label: 'Schools and districts' }, heldOn: '2025-02-11' },
  P2: { sector: { code: 'k-12', label: 'Schools and districts' }, heldOn: '2025-02-18' },
  P3: { sector: { code: 'out-of-school', label: 'Out-of-school time' }, heldOn: '2025-03-04' },
  P4: { sector: { code: 'business', label: 'Business' }, heldOn: '2025-03-11' },
  P5: { sector: { code: 'higher-education', label: 'Higher education' }, heldOn: '2025-03-25' },
  P6: { sector: { code: 'informal', label: 'Museums and science centers' }, heldOn: '2025-04-01' },
};

/**
 * The excerpts, and the codes that the first and the second coder applied: in the first round, which has only three
 * interviews, and in the second. All of it is made up.
 */
// biome-ignore format: a table
export const excerpts: Record<
  string,
  [text: string, firstIn1: string, secondIn1: string, firstIn2: string, secondIn2: string]
> = {
  'P1/1': ['We meet on Tuesdays at four, and that is why it works.', 'time', 'time', 'common-time', 'common-time'],
  'P1/2': ['I can call her at home, and she picks up.', 'trust', 'trust', 'trust', 'trust'],
  'P1/3': ['When the coordinator left, nobody was paid to answer mail.', 'staff', 'staff money', 'means', 'means'],
  'P1/4': ['We happened to sit at the same table.', 'chance', 'chance', '', 'trust'],
  'P2/1': ['It took three years before anyone spoke plainly.', 'time trust', 'time', 'long-breath trust', 'long-breath'],
  'P2/2': ['The grant pays for the bus. Without the bus there is no program.', 'money', 'money', 'means', 'means'],
  'P2/3': ['Teachers are free when the museum is closed.', 'time', 'time', 'common-time', 'common-time'],
  'P2/4': ['Since we all see the same attendance, nobody argues about it.', 'trust', '', 'shared-figures trust', 'shared-figures'],
  'P3/1': ['Our people change every summer, and we begin again.', 'staff time', 'staff', 'long-breath means', 'means'],
  'P3/2': ['They let us use the room and never asked for rent.', 'money trust', 'trust', 'means trust', 'means trust'],
  'P3/3': ['Whoever comes late to the meeting comes late to everything.', 'time', 'trust', 'common-time', 'common-time'],
  'P3/4': ['It was luck that the principal had been in our club.', 'chance', 'chance trust', 'trust', ''],
  'P4/1': ['My company gives us two afternoons a month, no more.', '', '', 'common-time means', 'common-time'],
  'P4/2': ['I want to see numbers, and now I see them.', '', '', 'shared-figures', 'shared-figures'],
  'P4/3': ['We said we would be here in five years, and we are half way.', '', '', 'long-breath', 'long-breath trust'],
  'P4/4': ['Nobody sells anything to anybody in that room.', '', '', 'trust', 'trust'],
  'P5/1': ['A term is too short for anything that matters.', '', '', 'long-breath', 'long-breath'],
  'P5/2': ['Our students can come only when there are no lectures.', '', '', 'common-time', 'common-time'],
  'P5/3': ['The school shared its results with us before they were out.', '', '', 'shared-figures trust', 'shared-figures trust'],
  'P5/4': ['There is one position for this, and it ends in August.', '', '', 'means long-breath', 'means'],
  'P6/1': ['We lend the exhibits, and they come back whole.', '', '', 'trust means', 'trust'],
  'P6/2': ['The dashboard is on the wall of our kitchen.', '', '', 'shared-figures', 'shared-figures'],
  'P6/3': ['Two directors have gone, and the partnership is still there.', '', '', 'long-breath', 'long-breath'],
  'P6/4': ['Everything stands and falls with Friday mornings.', '', '', 'common-time', 'common-time'],
};
