/** Activities that reinforce each other, and how. The night of stars is not linked to any. */
export const reinforcements: readonly [activity: string, reinforced: string, mechanism: string][] = [
  ['science-carts', 'family-kits', 'The kit of the month continues the topic of the class.'],
  ['family-kits', 'science-carts', 'Children present in class what they tried at home.'],
  ['garden-science', 'family-kits', 'The kit for spring contains seeds and a notebook.'],
  ['teacher-fellows', 'science-carts', 'Fellows show colleagues how to teach with a cart.'],
  ['teacher-fellows', 'lesson-study', 'Each group of lesson study has a fellow.'],
  ['lesson-study', 'teacher-fellows', 'Lessons that were studied are taught in the course.'],
  ['maker-afternoons', 'robotics-saturdays', 'Tools and parts are shared.'],
  ['robotics-saturdays', 'code-nights', 'Teams learn to program at the code nights in winter.'],
  ['summer-lab-2024', 'maker-afternoons', 'Children who attended in summer join the club.'],
  ['welcome-lab', 'maker-afternoons', 'Children who attended once attend again.'],
  ['partners-fair', 'welcome-lab', 'Families receive information about the welcome lab in their language.'],
  ['girls-build-club', 'mentors-for-girls', 'Girls of the club bring their friends.'],
  ['mentors-for-girls', 'turbine-days', 'Mentors at the turbines receive them there.'],
  ['turbine-days', 'lab-for-a-day', 'Students study in the laboratory what they saw at the workplace.'],
  ['lab-for-a-day', 'shipyard-week', 'Students apply the measurement methods that they learned.'],
];
