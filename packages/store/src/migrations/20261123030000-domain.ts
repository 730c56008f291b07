import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';

const recordTables = [
  'action_item',
  'activity',
  'backbone_appointment',
  'commitment',
  'communication_event',
  'communication_plan',
  'contact',
  'contribution',
  'decision',
  'endorsement',
  'funding_commitment',
  'gap',
  'improvement_cycle',
  'landscape_scan',
  'meeting',
  'network_membership',
  'partnership',
  'policy_action',
  'practice',
  'practice_uptake',
  'readiness_assessment',
  'reinforcement',
  'relationship_rating',
  'strategy',
  'term',
  'working_group',
];

/** Organizations are matched by equal identifiers, and those written from now on have the hyphen: `12-3456789`. */
const employerNumbersInOneForm = `update "organization" as "o" set "identifiers" = (
    select jsonb_agg(case when "i" @> '{"scheme": "US-EIN"}' and "i"->>'value' ~ '^[0-9]{9}$'
      then jsonb_set("i", '{value}', to_jsonb(overlay("i"->>'value' placing '-' from 3 for 0))) else "i" end order by "position")
    from jsonb_array_elements("o"."identifiers") with ordinality as "e"("i", "position"))
  where exists (select from jsonb_array_elements("o"."identifiers") as "e"("i")
    where "i" @> '{"scheme": "US-EIN"}' and "i"->>'value' ~ '^[0-9]{9}$')`;

/** The records of the whole domain: partnerships, activities, communication, backbone, learning, and what the other rooms lacked. */
export class Domain extends Migration {
  override up(): void {
    this.addSql(
      `create table "landscape_scan" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "title" text not null, "scanned_on" date not null, "scope" text null, "method" text null, "conducted_by" text null, "report_url" text null, primary key ("id"))`,
    );
    this.addSql(`create index "landscape_scan_by_ecosystem" on "landscape_scan" ("ecosystem_id", "scanned_on", "id")`);
    this.addSql(
      `create table "network_membership" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "network_id" uuid not null, "member_id" uuid not null, "started_on" date not null, "ended_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "network_membership_by_network" on "network_membership" ("network_id", "id")`);
    this.addSql(`create index "network_membership_by_member" on "network_membership" ("member_id", "id")`);
    this.addSql(
      `create unique index "network_membership_once" on "network_membership" ("ecosystem_id", "network_id", "member_id") where ended_on is null`,
    );
    this.addSql(
      `create table "gap" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "landscape_scan_id" uuid not null, "aspect" text not null, "statement" text not null, "population" text null, "place" jsonb null, "evidence" text null, "priority" int not null, "indicator_id" uuid null, "goal_id" uuid null, primary key ("id"))`,
    );
    this.addSql(`create index "gap_by_scan" on "gap" ("landscape_scan_id", "priority", "id")`);
    this.addSql(`create index "gap_by_ecosystem" on "gap" ("ecosystem_id", "priority", "id")`);
    this.addSql(`create index "gap_by_goal" on "gap" ("goal_id", "priority", "id")`);
    this.addSql(`create index "gap_by_indicator" on "gap" ("indicator_id", "priority", "id")`);
    this.addSql(
      `create table "endorsement" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "common_agenda_id" uuid not null, "organization_id" uuid not null, "endorsed_on" date not null, "signatory" text null, "signatory_role" text null, "statement" text null, "withdrawn_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "endorsement_by_organization" on "endorsement" ("organization_id", "endorsed_on", "id")`);
    this.addSql(`create index "endorsement_by_agenda" on "endorsement" ("common_agenda_id", "endorsed_on", "id")`);
    this.addSql(
      `alter table "endorsement" add constraint "endorsement_once" unique ("common_agenda_id", "organization_id")`,
    );
    this.addSql(
      `create table "contact" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "organization_id" uuid not null, "name" text collate "C" not null, "role" text null, "email" text null, primary key ("id"))`,
    );
    this.addSql(`create index "contact_by_organization" on "contact" ("organization_id", "name", "id")`);
    this.addSql(`create index "contact_by_ecosystem" on "contact" ("ecosystem_id", "id")`);
    this.addSql(
      `create table "communication_plan" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "objective" text not null, "audience" text not null, "message" text null, "channel" jsonb null, "cadence" text null, "owner_id" uuid null, "starts_on" date null, "ends_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "communication_plan_by_ecosystem" on "communication_plan" ("ecosystem_id", "id")`);
    this.addSql(
      `create table "communication_event" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "communication_plan_id" uuid not null, "happened_on" date not null, "title" text not null, "reach" int null, "url" text null, primary key ("id"))`,
    );
    this.addSql(
      `create index "communication_event_by_plan" on "communication_event" ("communication_plan_id", "happened_on", "id")`,
    );
    this.addSql(`create index "communication_event_by_ecosystem" on "communication_event" ("ecosystem_id", "id")`);
    this.addSql(
      `create table "backbone_appointment" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "organization_id" uuid not null, "role" text not null, "started_on" date not null, "ended_on" date null, "functions" jsonb not null, "judgements" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "backbone_appointment_by_ecosystem" on "backbone_appointment" ("ecosystem_id", "started_on", "id")`,
    );
    this.addSql(
      `create index "backbone_appointment_by_organization" on "backbone_appointment" ("organization_id", "started_on", "id")`,
    );
    this.addSql(
      `create unique index "backbone_appointment_one_lead" on "backbone_appointment" ("ecosystem_id") where role = 'LEAD' and ended_on is null`,
    );
    this.addSql(
      `create table "activity" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "title" text not null, "description" text null, "lead_id" uuid null, "participants" jsonb not null, "status" text not null, "setting" jsonb null, "strategy_ids" uuid[] not null, "population" text null, "place" jsonb null, "starts_on" date null, "ends_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "activity_by_ecosystem" on "activity" ("ecosystem_id", "id")`);
    this.addSql(`create index "activity_by_lead" on "activity" ("lead_id", "id")`);
    this.addSql(`create index "activity_by_strategy" on "activity" using gin ("strategy_ids")`);
    this.addSql(`create index "activity_by_participant" on "activity" using gin ("participants")`);
    this.addSql(
      `create table "improvement_cycle" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "aim" text not null, "activity_id" uuid null, "indicator_ids" uuid[] not null, "previous_cycle_id" uuid null, "stage" text not null, "prediction" text null, "result" text null, "decision" text null, "starts_on" date null, "ends_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "improvement_cycle_by_ecosystem" on "improvement_cycle" ("ecosystem_id", "id")`);
    this.addSql(`create index "improvement_cycle_by_activity" on "improvement_cycle" ("activity_id", "id")`);
    this.addSql(`create index "improvement_cycle_by_previous" on "improvement_cycle" ("previous_cycle_id", "id")`);
    this.addSql(`create index "improvement_cycle_by_indicator" on "improvement_cycle" using gin ("indicator_ids")`);
    this.addSql(
      `create table "contribution" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "activity_id" uuid not null, "goal_id" uuid not null, "indicator_id" uuid null, "expected_effect" text null, "mechanism" text null, primary key ("id"))`,
    );
    this.addSql(`create index "contribution_by_goal" on "contribution" ("goal_id", "id")`);
    this.addSql(`create index "contribution_by_indicator" on "contribution" ("indicator_id", "id")`);
    this.addSql(`create index "contribution_by_ecosystem" on "contribution" ("ecosystem_id", "id")`);
    this.addSql(
      `create unique index "contribution_once" on "contribution" ("activity_id", "goal_id", "indicator_id") where indicator_id is not null`,
    );
    this.addSql(
      `create unique index "contribution_once_without_indicator" on "contribution" ("activity_id", "goal_id") where indicator_id is null`,
    );
    this.addSql(
      `create table "partnership" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "organization_id" uuid not null, "partner_id" uuid not null, "purpose" text null, "coded_type" jsonb null, "started_on" date null, "ended_on" date null, "agreement_url" text null, primary key ("id"))`,
    );
    this.addSql(`create index "partnership_by_ecosystem" on "partnership" ("ecosystem_id", "id")`);
    this.addSql(`create index "partnership_by_organization" on "partnership" ("organization_id", "id")`);
    this.addSql(`create index "partnership_by_partner" on "partnership" ("partner_id", "id")`);
    this.addSql(
      `create table "policy_action" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "title" text not null, "description" text null, "level" jsonb null, "position" jsonb null, "status" jsonb null, "goal_id" uuid null, "lead_id" uuid null, "taken_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "policy_action_by_ecosystem" on "policy_action" ("ecosystem_id", "id")`);
    this.addSql(`create index "policy_action_by_goal" on "policy_action" ("goal_id", "id")`);
    this.addSql(`create index "policy_action_by_lead" on "policy_action" ("lead_id", "id")`);
    this.addSql(
      `create table "practice" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "title" text collate "C" not null, "description" text not null, "evidence" text null, "origin_id" uuid null, primary key ("id"))`,
    );
    this.addSql(`create index "practice_by_ecosystem" on "practice" ("ecosystem_id", "title", "id")`);
    this.addSql(`create index "practice_by_origin" on "practice" ("origin_id", "title", "id")`);
    this.addSql(
      `create table "practice_uptake" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "practice_id" uuid not null, "activity_id" uuid null, "taken_up_on" date not null, "adaptation" text null, primary key ("id"))`,
    );
    this.addSql(`create index "practice_uptake_by_practice" on "practice_uptake" ("practice_id", "taken_up_on", "id")`);
    this.addSql(`create index "practice_uptake_by_activity" on "practice_uptake" ("activity_id", "taken_up_on", "id")`);
    this.addSql(
      `create index "practice_uptake_by_ecosystem" on "practice_uptake" ("ecosystem_id", "taken_up_on", "id")`,
    );
    this.addSql(
      `create unique index "practice_uptake_once" on "practice_uptake" ("ecosystem_id", "practice_id", "activity_id") where activity_id is not null`,
    );
    this.addSql(
      `create unique index "practice_uptake_once_at_large" on "practice_uptake" ("ecosystem_id", "practice_id") where activity_id is null`,
    );
    this.addSql(
      `create table "readiness_assessment" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "assessed_on" date not null, "assessed_by" text not null, "criteria" jsonb not null, "summary" text null, primary key ("id"))`,
    );
    this.addSql(
      `create index "readiness_assessment_by_ecosystem" on "readiness_assessment" ("ecosystem_id", "assessed_on", "id")`,
    );
    this.addSql(
      `create table "reinforcement" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "activity_id" uuid not null, "reinforced_id" uuid not null, "how" text null, primary key ("id"))`,
    );
    this.addSql(`create index "reinforcement_by_reinforced" on "reinforcement" ("reinforced_id", "id")`);
    this.addSql(`create index "reinforcement_by_ecosystem" on "reinforcement" ("ecosystem_id", "id")`);
    this.addSql(
      `alter table "reinforcement" add constraint "reinforcement_once" unique ("activity_id", "reinforced_id")`,
    );
    this.addSql(
      `create table "relationship_rating" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "rater_id" uuid not null, "rated_id" uuid not null, "wave" int not null, "level" int not null, "trust" int null, "value" int null, "rated_on" date null, "comment" text null, primary key ("id"))`,
    );
    this.addSql(`create index "relationship_rating_by_wave" on "relationship_rating" ("ecosystem_id", "wave", "id")`);
    this.addSql(`create index "relationship_rating_by_rated" on "relationship_rating" ("rated_id", "id")`);
    this.addSql(
      `alter table "relationship_rating" add constraint "relationship_rating_once" unique ("rater_id", "rated_id", "wave")`,
    );
    this.addSql(
      `create table "strategy" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "goal_id" uuid not null, "title" text not null, "description" text null, "kind" jsonb null, "status" text not null, "lead_id" uuid null, "starts_on" date null, "ends_on" date null, "result" text null, "based_on_id" uuid null, primary key ("id"))`,
    );
    this.addSql(`create index "strategy_by_goal" on "strategy" ("goal_id", "id")`);
    this.addSql(`create index "strategy_by_ecosystem" on "strategy" ("ecosystem_id", "id")`);
    this.addSql(`create index "strategy_by_basis" on "strategy" ("based_on_id", "id")`);
    this.addSql(`create index "strategy_by_lead" on "strategy" ("lead_id", "id")`);
    this.addSql(
      `create table "funding_commitment" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "title" text not null, "funder_id" uuid null, "recipient_id" uuid null, "award_id" uuid null, "amount" numeric not null, "currency" text not null, "status" text not null, "starts_on" date null, "ends_on" date null, "function" jsonb null, "strategy_id" uuid null, primary key ("id"))`,
    );
    this.addSql(`create index "funding_commitment_by_ecosystem" on "funding_commitment" ("ecosystem_id", "id")`);
    this.addSql(`create index "funding_commitment_by_funder" on "funding_commitment" ("funder_id", "id")`);
    this.addSql(`create index "funding_commitment_by_recipient" on "funding_commitment" ("recipient_id", "id")`);
    this.addSql(`create index "funding_commitment_by_award" on "funding_commitment" ("award_id", "id")`);
    this.addSql(`create index "funding_commitment_by_strategy" on "funding_commitment" ("strategy_id", "id")`);
    this.addSql(
      `create table "commitment" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "organization_id" uuid not null, "statement" text not null, "goal_id" uuid null, "strategy_id" uuid null, "activity_id" uuid null, "due_on" date null, "status" text not null, "agreed_on" date null, "closed_on" date null, "evidence" text null, "evidence_url" text null, primary key ("id"))`,
    );
    this.addSql(`create index "commitment_by_ecosystem" on "commitment" ("ecosystem_id", "id")`);
    this.addSql(`create index "commitment_by_organization" on "commitment" ("organization_id", "id")`);
    this.addSql(`create index "commitment_by_goal" on "commitment" ("goal_id", "id")`);
    this.addSql(`create index "commitment_by_strategy" on "commitment" ("strategy_id", "id")`);
    this.addSql(`create index "commitment_by_activity" on "commitment" ("activity_id", "id")`);
    this.addSql(
      `create table "term" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "term" text not null, "term_key" text collate "C" not null, "search_text" text not null, "definition" text not null, "source" text null, "synonyms" jsonb not null, "used_in" jsonb not null, "status" text not null, "adopted_on" date null, "retired_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "term_by_ecosystem" on "term" ("ecosystem_id", "term_key", "id")`);
    this.addSql(`create unique index "term_once" on "term" ("ecosystem_id", "term_key") where status <> 'RETIRED'`);
    this.addSql(
      `create table "working_group" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "name" text collate "C" not null, "purpose" text null, "chair_id" uuid null, "cadence" text null, "members" jsonb not null, "goal_ids" uuid[] not null, "started_on" date null, "ended_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "working_group_by_ecosystem" on "working_group" ("ecosystem_id", "name", "id")`);
    this.addSql(`create index "working_group_by_goal" on "working_group" using gin ("goal_ids")`);
    this.addSql(`create index "working_group_by_member" on "working_group" using gin ("members")`);
    this.addSql(
      `create table "meeting" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "working_group_id" uuid null, "title" text not null, "kind" jsonb not null, "planned_on" date not null, "held_on" date null, "duration" text null, "attendance" jsonb not null, "summary" text null, "topics" jsonb not null, "insights" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`create index "meeting_by_ecosystem" on "meeting" ("ecosystem_id", "planned_on", "id")`);
    this.addSql(`create index "meeting_by_group" on "meeting" ("working_group_id", "planned_on", "id")`);
    this.addSql(
      `create table "decision" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "title" text not null, "working_group_id" uuid null, "meeting_id" uuid null, "due_on" date null, "decided_on" date null, "outcome" text null, "rationale" text null, primary key ("id"))`,
    );
    this.addSql(`create index "decision_by_ecosystem" on "decision" ("ecosystem_id", "id")`);
    this.addSql(`create index "decision_by_group" on "decision" ("working_group_id", "id")`);
    this.addSql(`create index "decision_by_meeting" on "decision" ("meeting_id", "id")`);
    this.addSql(
      `create table "action_item" ("id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null, "task" text not null, "owner_id" uuid null, "meeting_id" uuid null, "decision_id" uuid null, "due_on" date null, "done_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "action_item_by_ecosystem" on "action_item" ("ecosystem_id", "id")`);
    this.addSql(`create index "action_item_by_owner" on "action_item" ("owner_id", "id")`);
    this.addSql(`create index "action_item_by_meeting" on "action_item" ("meeting_id", "id")`);
    this.addSql(`create index "action_item_by_decision" on "action_item" ("decision_id", "id")`);
    this.addSql(
      `alter table "common_agenda" add "proposed_on" date null, add "ratified_on" date null, add "superseded_on" date null`,
    );
    this.addSql(
      `alter table "common_agenda" add constraint "common_agenda_ratified_after_proposed" check (ratified_on >= proposed_on)`,
    );
    this.addSql(
      `alter table "common_agenda" add constraint "common_agenda_superseded_after_ratified" check (superseded_on >= ratified_on)`,
    );
    this.addSql(`alter table "goal" add "based_on_id" uuid null`);
    this.addSql(
      `alter table "goal" add constraint "goal_based_on_id_foreign" foreign key ("based_on_id") references "goal" ("id") on update no action on delete no action`,
    );
    this.addSql(`create index "goal_by_basis" on "goal" ("based_on_id", "id")`);
    this.addSql(`alter table "goal" add constraint "goal_based_on_another" check (based_on_id <> id)`);
    this.addSql(`create index "organization_by_identifier" on "organization" using gin ("identifiers")`);
    this.addSql(`alter table "codebook_code" add "fate" text null, add "successor_ids" uuid[] not null default '{}'`);
    this.addSql(`create index "codebook_code_by_successor" on "codebook_code" using gin ("successor_ids")`);
    this.addSql(
      `alter table "codebook_code" add constraint "codebook_code_fate_told" check (fate is not null or cardinality(successor_ids) = 0)`,
    );
    this.addSql(
      `alter table "codebook_code" add constraint "codebook_code_dropped" check (fate <> 'DROPPED' or cardinality(successor_ids) = 0)`,
    );
    this.addSql(
      `alter table "codebook_code" add constraint "codebook_code_split" check (fate <> 'SPLIT' or cardinality(successor_ids) >= 2)`,
    );
    this.addSql(
      `alter table "codebook_code" add constraint "codebook_code_goes_on_as_one" check (fate = 'DROPPED' or fate = 'SPLIT' or cardinality(successor_ids) = 1)`,
    );
    this.addSql(
      `alter table "codebook_code" add constraint "codebook_code_fate_check" check ("fate" in ('KEPT', 'MERGED', 'SPLIT', 'DROPPED'))`,
    );
    this.addSql(`create index "coding_by_code" on "coding" ("codebook_code_id", "id")`);
    this.addSql(
      `alter table "landscape_scan" add constraint "landscape_scan_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "landscape_scan" add constraint "landscape_scan_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "network_membership" add constraint "network_membership_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "network_membership" add constraint "network_membership_network_id_foreign" foreign key ("network_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "network_membership" add constraint "network_membership_member_id_foreign" foreign key ("member_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "network_membership" add constraint "network_membership_of_another" check (network_id <> member_id)`,
    );
    this.addSql(
      `alter table "network_membership" add constraint "network_membership_of_a_side" check (ecosystem_id = network_id or ecosystem_id = member_id)`,
    );
    this.addSql(
      `alter table "network_membership" add constraint "network_membership_ends_after_start" check (ended_on >= started_on)`,
    );
    this.addSql(
      `alter table "network_membership" add constraint "network_membership_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "gap" add constraint "gap_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "gap" add constraint "gap_landscape_scan_id_foreign" foreign key ("landscape_scan_id") references "landscape_scan" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "gap" add constraint "gap_indicator_id_foreign" foreign key ("indicator_id") references "indicator" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "gap" add constraint "gap_goal_id_foreign" foreign key ("goal_id") references "goal" ("id") on update no action on delete no action`,
    );
    this.addSql(`alter table "gap" add constraint "gap_priority" check (priority >= 1 and priority <= 5)`);
    this.addSql(
      `alter table "gap" add constraint "gap_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "gap" add constraint "gap_aspect_check" check ("aspect" in ('ACCESS', 'QUALITY', 'OUTCOMES'))`,
    );
    this.addSql(
      `alter table "endorsement" add constraint "endorsement_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "endorsement" add constraint "endorsement_common_agenda_id_foreign" foreign key ("common_agenda_id") references "common_agenda" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "endorsement" add constraint "endorsement_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "endorsement" add constraint "endorsement_withdrawn_after" check (withdrawn_on >= endorsed_on)`,
    );
    this.addSql(
      `alter table "endorsement" add constraint "endorsement_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "contact" add constraint "contact_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "contact" add constraint "contact_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "contact" add constraint "contact_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "communication_plan" add constraint "communication_plan_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "communication_plan" add constraint "communication_plan_owner_id_foreign" foreign key ("owner_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "communication_plan" add constraint "communication_plan_ends_after_start" check (ends_on >= starts_on)`,
    );
    this.addSql(
      `alter table "communication_plan" add constraint "communication_plan_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "communication_event" add constraint "communication_event_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "communication_event" add constraint "communication_event_communication_plan_id_foreign" foreign key ("communication_plan_id") references "communication_plan" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "communication_event" add constraint "communication_event_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "backbone_appointment" add constraint "backbone_appointment_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "backbone_appointment" add constraint "backbone_appointment_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "backbone_appointment" add constraint "backbone_appointment_ends_after_start" check (ended_on >= started_on)`,
    );
    this.addSql(
      `alter table "backbone_appointment" add constraint "backbone_appointment_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "backbone_appointment" add constraint "backbone_appointment_role_check" check ("role" in ('LEAD', 'SUPPORT'))`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_lead_id_foreign" foreign key ("lead_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(`alter table "activity" add constraint "activity_ends_after_start" check (ends_on >= starts_on)`);
    this.addSql(
      `alter table "activity" add constraint "activity_began_on_a_day" check (starts_on is not null or status = 'PLANNED' or status = 'CANCELLED')`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_ended_on_a_day" check (ends_on is not null or status = 'PLANNED' or status = 'ACTIVE')`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_status_check" check ("status" in ('PLANNED', 'ACTIVE', 'COMPLETED', 'CANCELLED'))`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_previous_cycle_id_foreign" foreign key ("previous_cycle_id") references "improvement_cycle" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_ends_after_start" check (ends_on >= starts_on)`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_follows_another" check (previous_cycle_id <> id)`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_started" check (stage = 'PLAN' or prediction is not null and starts_on is not null)`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_studied" check (stage = 'PLAN' or stage = 'DO' or ends_on is not null)`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_result" check (stage = 'STUDY' or (stage = 'ACT') = (result is not null))`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_decided" check ((stage = 'ACT') = (decision is not null))`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_stage_check" check ("stage" in ('PLAN', 'DO', 'STUDY', 'ACT'))`,
    );
    this.addSql(
      `alter table "improvement_cycle" add constraint "improvement_cycle_decision_check" check ("decision" in ('ADOPT', 'ADAPT', 'ABANDON'))`,
    );
    this.addSql(
      `alter table "contribution" add constraint "contribution_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "contribution" add constraint "contribution_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "contribution" add constraint "contribution_goal_id_foreign" foreign key ("goal_id") references "goal" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "contribution" add constraint "contribution_indicator_id_foreign" foreign key ("indicator_id") references "indicator" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "contribution" add constraint "contribution_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "partnership" add constraint "partnership_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "partnership" add constraint "partnership_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "partnership" add constraint "partnership_partner_id_foreign" foreign key ("partner_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(`alter table "partnership" add constraint "partnership_of_two" check (organization_id <> partner_id)`);
    this.addSql(
      `alter table "partnership" add constraint "partnership_ends_after_start" check (ended_on >= started_on)`,
    );
    this.addSql(
      `alter table "partnership" add constraint "partnership_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "policy_action" add constraint "policy_action_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "policy_action" add constraint "policy_action_goal_id_foreign" foreign key ("goal_id") references "goal" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "policy_action" add constraint "policy_action_lead_id_foreign" foreign key ("lead_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "policy_action" add constraint "policy_action_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "practice" add constraint "practice_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "practice" add constraint "practice_origin_id_foreign" foreign key ("origin_id") references "activity" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "practice" add constraint "practice_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "practice_uptake" add constraint "practice_uptake_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "practice_uptake" add constraint "practice_uptake_practice_id_foreign" foreign key ("practice_id") references "practice" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "practice_uptake" add constraint "practice_uptake_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "practice_uptake" add constraint "practice_uptake_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "readiness_assessment" add constraint "readiness_assessment_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "readiness_assessment" add constraint "readiness_assessment_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "reinforcement" add constraint "reinforcement_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "reinforcement" add constraint "reinforcement_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "reinforcement" add constraint "reinforcement_reinforced_id_foreign" foreign key ("reinforced_id") references "activity" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "reinforcement" add constraint "reinforcement_of_another" check (activity_id <> reinforced_id)`,
    );
    this.addSql(
      `alter table "reinforcement" add constraint "reinforcement_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "relationship_rating" add constraint "relationship_rating_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "relationship_rating" add constraint "relationship_rating_rater_id_foreign" foreign key ("rater_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "relationship_rating" add constraint "relationship_rating_rated_id_foreign" foreign key ("rated_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "relationship_rating" add constraint "relationship_rating_of_another" check (rater_id <> rated_id)`,
    );
    this.addSql(
      `alter table "relationship_rating" add constraint "relationship_rating_level" check (level >= 0 and level <= 5)`,
    );
    this.addSql(
      `alter table "relationship_rating" add constraint "relationship_rating_trust" check (trust >= 1 and trust <= 4)`,
    );
    this.addSql(
      `alter table "relationship_rating" add constraint "relationship_rating_value" check (value >= 1 and value <= 4)`,
    );
    this.addSql(
      `alter table "relationship_rating" add constraint "relationship_rating_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "strategy" add constraint "strategy_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "strategy" add constraint "strategy_goal_id_foreign" foreign key ("goal_id") references "goal" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "strategy" add constraint "strategy_lead_id_foreign" foreign key ("lead_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "strategy" add constraint "strategy_based_on_id_foreign" foreign key ("based_on_id") references "strategy" ("id") on update no action on delete no action`,
    );
    this.addSql(`alter table "strategy" add constraint "strategy_ends_after_start" check (ends_on >= starts_on)`);
    this.addSql(
      `alter table "strategy" add constraint "strategy_began" check (status = 'PLANNED' or status = 'STOPPED' or starts_on is not null)`,
    );
    this.addSql(
      `alter table "strategy" add constraint "strategy_ended" check (status = 'PLANNED' or status = 'ACTIVE' or ends_on is not null)`,
    );
    this.addSql(`alter table "strategy" add constraint "strategy_based_on_another" check (based_on_id <> id)`);
    this.addSql(
      `alter table "strategy" add constraint "strategy_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "strategy" add constraint "strategy_status_check" check ("status" in ('PLANNED', 'ACTIVE', 'COMPLETED', 'STOPPED'))`,
    );
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_funder_id_foreign" foreign key ("funder_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_recipient_id_foreign" foreign key ("recipient_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_award_id_foreign" foreign key ("award_id") references "funding_commitment" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_strategy_id_foreign" foreign key ("strategy_id") references "strategy" ("id") on update no action on delete no action`,
    );
    this.addSql(`alter table "funding_commitment" add constraint "funding_commitment_amount" check (amount > 0)`);
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_ends_after_start" check (ends_on >= starts_on)`,
    );
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_part_of_another" check (award_id <> id)`,
    );
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_has_a_side" check (funder_id is not null or recipient_id is not null)`,
    );
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_two_sides" check (funder_id <> recipient_id)`,
    );
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "funding_commitment" add constraint "funding_commitment_status_check" check ("status" in ('SOUGHT', 'COMMITTED', 'RECEIVED', 'DECLINED'))`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_goal_id_foreign" foreign key ("goal_id") references "goal" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_strategy_id_foreign" foreign key ("strategy_id") references "strategy" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_names_its_aim" check (goal_id is not null or strategy_id is not null or activity_id is not null)`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_fulfilled_with_evidence" check (status <> 'FULFILLED' or evidence is not null or evidence_url is not null)`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_closed_after_agreed" check (closed_on >= agreed_on)`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "commitment" add constraint "commitment_status_check" check ("status" in ('PROPOSED', 'AGREED', 'FULFILLED', 'WITHDRAWN', 'MISSED'))`,
    );
    this.addSql(
      `alter table "term" add constraint "term_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(`alter table "term" add constraint "term_retired_after_adopted" check (retired_on >= adopted_on)`);
    this.addSql(
      `alter table "term" add constraint "term_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "term" add constraint "term_status_check" check ("status" in ('PROPOSED', 'ADOPTED', 'RETIRED'))`,
    );
    this.addSql(
      `alter table "working_group" add constraint "working_group_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "working_group" add constraint "working_group_chair_id_foreign" foreign key ("chair_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "working_group" add constraint "working_group_ends_after_start" check (ended_on >= started_on)`,
    );
    this.addSql(
      `alter table "working_group" add constraint "working_group_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "meeting" add constraint "meeting_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "meeting" add constraint "meeting_working_group_id_foreign" foreign key ("working_group_id") references "working_group" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "meeting" add constraint "meeting_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "decision" add constraint "decision_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "decision" add constraint "decision_working_group_id_foreign" foreign key ("working_group_id") references "working_group" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "decision" add constraint "decision_meeting_id_foreign" foreign key ("meeting_id") references "meeting" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "decision" add constraint "decision_says_what" check (decided_on is null or outcome is not null)`,
    );
    this.addSql(
      `alter table "decision" add constraint "decision_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(
      `alter table "action_item" add constraint "action_item_ecosystem_id_foreign" foreign key ("ecosystem_id") references "ecosystem" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "action_item" add constraint "action_item_owner_id_foreign" foreign key ("owner_id") references "organization" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "action_item" add constraint "action_item_meeting_id_foreign" foreign key ("meeting_id") references "meeting" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "action_item" add constraint "action_item_decision_id_foreign" foreign key ("decision_id") references "decision" ("id") on update no action on delete no action`,
    );
    this.addSql(
      `alter table "action_item" add constraint "action_item_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
    this.addSql(employerNumbersInOneForm);
    for (const table of recordTables) for (const trigger of recordTriggers(table)) this.addSql(trigger);
  }
}
