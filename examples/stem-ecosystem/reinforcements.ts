/** Activities that reinforce each other, and how. The night of stars is not linked to any. */
export const reinforcements: readonly [activity: string, reinforced: string, how: string][] = [
  ['science-carts', 'family-kits', 'What a class begins, the kit of the month goes on with.'],
  ['family-kits', 'science-carts', 'Children bring to class what they tried at home.'],
  ['garden-science', 'family-kits', 'Seeds and a notebook go into the kit for spring.'],
  ['teacher-fellows', 'science-carts', 'Fellows show colleagues how to teach with a cart.'],
  ['teacher-fellows', 'lesson-study', 'Each group of lesson study has a fellow.'],
  ['lesson-study', 'teacher-fellows', 'Lessons that were studied are taught in the course.'],
  ['maker-afternoons', 'robotics-saturdays', 'Tools and parts are shared.'],
  ['robotics-saturdays', 'code-nights', 'Teams learn to program there in winter.'],
  ['summer-lab-2024', 'maker-afternoons', 'Children of the summer stay in the club.'],
  ['welcome-lab', 'maker-afternoons', 'Whoever has found the way in once comes again.'],
  ['partners-fair', 'welcome-lab', 'Families hear of it in their language.'],
  ['girls-build-club', 'mentors-for-girls', 'Girls of the club bring their friends.'],
  ['mentors-for-girls', 'turbine-days', 'Mentors at the turbines receive them there.'],
  ['turbine-days', 'lab-for-a-day', 'What was seen at work is looked into.'],
  ['lab-for-a-day', 'shipyard-week', 'Students measure there what they learned to measure.'],
];
