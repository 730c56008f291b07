/**
 * What a resolver receives as the parent of each GraphQL type, by the name of the type: `<module>#<exported type>`, with
 * the module as seen from `src/generated`. A record's is its row, a connection's is a page of rows; a type that is not
 * listed is its own parent.
 */
export function mappersOf(typeDefs: string): Record<string, string> {
  const records = [...typeDefs.matchAll(/^type (\w+) implements Node\b/gm)].map(([, name]) => name);
  const connections = [...typeDefs.matchAll(/^type (\w+Connection) /gm)].map(([, name]) => name);
  return {
    Node: '../shared/node.ts#NodeParent',
    UserError: '../shared/mutation.ts#UserErrorParent',
    RuleViolation: '../shared/mutation.ts#UserErrorParent',
    VersionConflict: '../shared/mutation.ts#UserErrorParent',
    Viewer: '@collective-impact/sdk#Viewer as ViewerParent',
    Principal: '@collective-impact/sdk#Principal as PrincipalParent',
    InvitationOffer: '@collective-impact/store#InvitationOffer as InvitationOfferParent',
    PartnerRole: '@collective-impact/sdk#PartnerRole as PartnerRoleParent',
    PartnershipNetwork: '@collective-impact/store#NetworkOfWave',
    NetworkComponent: '@collective-impact/sdk/partnership#NetworkComponent as NetworkComponentParent',
    NetworkCentrality: '@collective-impact/sdk/partnership#NetworkCentrality as NetworkCentralityParent',
    RatedPair: '@collective-impact/store#PairOfNetwork',
    RatingDifference: '@collective-impact/sdk/partnership#RatingDifference as RatingDifferenceParent',
    SurveyResponse: '@collective-impact/sdk/partnership#SurveyResponse as SurveyResponseParent',
    NetworkChange: '@collective-impact/store#NetworkSince',
    CentralityChange: '@collective-impact/sdk/partnership#CentralityChange as CentralityChangeParent',
    Attendance: '@collective-impact/sdk/communication#MeetingAttendance',
    Communication: '@collective-impact/sdk/communication#CommunicationIndicators',
    OverdueGroup: '@collective-impact/sdk/communication#OverdueGroup as OverdueGroupParent',
    GroupCadence: '@collective-impact/sdk/communication#GroupCadence as GroupCadenceParent',
    OverduePlan: '@collective-impact/sdk/communication#OverduePlan as OverduePlanParent',
    PlanCadence: '@collective-impact/sdk/communication#PlanCadence as PlanCadenceParent',
    Alignment: '@collective-impact/store#EcosystemAlignment',
    AlignmentEntry: '@collective-impact/sdk/activity#AlignmentEntry as AlignmentEntryParent',
    ActivityOverlap: '@collective-impact/sdk/activity#ActivityOverlap as ActivityOverlapParent',
    ActivityOutput: '@collective-impact/sdk/activity#ActivityOutput as ActivityOutputParent',
    ActivityOutcome: '@collective-impact/sdk/activity#ActivityOutcome as ActivityOutcomeParent',
    ResultsChain: '@collective-impact/sdk/activity#ResultsChain as ResultsChainParent',
    FundingSummary: '@collective-impact/store#EcosystemFunding',
    MonthlyFundingByRecipient:
      '@collective-impact/sdk/backbone#MonthlyFundingByRecipient as MonthlyFundingByRecipientParent',
    Progress: '@collective-impact/sdk/progress#Progress as ProgressParent',
    ProgressCriterion: '@collective-impact/sdk/progress#JudgedCriterion',
    Figure: '@collective-impact/store#FigureRow',
    Cell: '@collective-impact/store#CellRow',
    Reporting: '@collective-impact/store#VersionReporting',
    CalendarRelease: '@collective-impact/store#CalendarReleaseRow',
    QualityFinding: '@collective-impact/store#ReportFinding',
    ReportCorrection: '@collective-impact/store#ReportCorrectionRow',
    RollUpCoverage: '@collective-impact/store#RollUpCoverageRow',
    RollUpFigure: '@collective-impact/store#RollUpFigureRow',
    Disparity: '@collective-impact/store#DisparityRow',
    DisparityComparison: '@collective-impact/store#DisparityComparisonRow',
    SeriesPoint: '@collective-impact/store#SeriesPointRow',
    TargetProgress: '@collective-impact/store#TargetStanding',
    LatestFigure: '@collective-impact/store#ComparedFigureRow',
    ...Object.fromEntries(records.map((name) => [name, `@collective-impact/store#RecordRow<'${name}'>`])),
    ...Object.fromEntries(connections.map((name) => [name, '../shared/connection.ts#Connection'])),
    NodeConnection: '../shared/node.ts#NodesParent',
  };
}
