CREATE TABLE "audit_log" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"doer" text NOT NULL,
	"deed" text NOT NULL,
	"proof" text,
	"call_id" text,
	"appointment_id" text,
	"customer_id" text,
	"access_key_id" text,
	"before" jsonb,
	"after" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_log_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity_tries" (
	"tenant_id" text NOT NULL,
	"call_id" text NOT NULL,
	"failed" text[] NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identity_tries_tenant_id_call_id_pk" PRIMARY KEY("tenant_id","call_id")
);
--> statement-breakpoint
ALTER TABLE "identity_tries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tool_answers" (
	"tenant_id" text NOT NULL,
	"call_id" text NOT NULL,
	"function" text NOT NULL,
	"tool_call_id" text NOT NULL,
	"arguments" text NOT NULL,
	"answer" json NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_answers_tenant_id_call_id_function_tool_call_id_pk" PRIMARY KEY("tenant_id","call_id","function","tool_call_id")
);
--> statement-breakpoint
ALTER TABLE "tool_answers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alerts" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"call_id" text,
	"appointment_id" text,
	"facts" jsonb NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alerts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "alerts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "daily_runs" (
	"tenant_id" text NOT NULL,
	"task" text NOT NULL,
	"local_date" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "daily_runs_tenant_id_task_local_date_pk" PRIMARY KEY("tenant_id","task","local_date")
);
--> statement-breakpoint
ALTER TABLE "daily_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reconcile_runs" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"source" text NOT NULL,
	"cause" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"next_since" timestamp with time zone,
	"next_standing_from" timestamp with time zone,
	"looked" integer DEFAULT 0 NOT NULL,
	"drift" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reconcile_runs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "reconcile_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calendar_writes" ADD COLUMN "proof" text;--> statement-breakpoint
ALTER TABLE "slot_claims" ADD COLUMN "is_sole" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "callbacks" ADD COLUMN "appointment_id" text;--> statement-breakpoint
ALTER TABLE "callbacks" ADD COLUMN "kind" text DEFAULT 'caller' NOT NULL;--> statement-breakpoint
ALTER TABLE "callbacks" ADD COLUMN "best_reading" jsonb;--> statement-breakpoint
ALTER TABLE "callbacks" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "callbacks" ADD COLUMN "done_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "compared_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "purged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhook_inbox" ADD COLUMN "resolved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "origin" text DEFAULT 'owner' NOT NULL;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "owner_fields" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "phone_only" boolean;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "imported_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_tries" ADD CONSTRAINT "identity_tries_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_answers" ADD CONSTRAINT "tool_answers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_runs" ADD CONSTRAINT "daily_runs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconcile_runs" ADD CONSTRAINT "reconcile_runs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_appointment" ON "audit_log" USING btree ("tenant_id","appointment_id","at");--> statement-breakpoint
CREATE INDEX "audit_log_call" ON "audit_log" USING btree ("tenant_id","call_id","at");--> statement-breakpoint
CREATE INDEX "audit_log_customer" ON "audit_log" USING btree ("tenant_id","customer_id","at");--> statement-breakpoint
CREATE INDEX "audit_log_age" ON "audit_log" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE INDEX "tool_answers_expiry" ON "tool_answers" USING btree ("tenant_id","expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_dedupe" ON "alerts" USING btree ("tenant_id","dedupe_key");--> statement-breakpoint
CREATE INDEX "alerts_raised" ON "alerts" USING btree ("tenant_id","raised_at");--> statement-breakpoint
CREATE INDEX "reconcile_runs_latest" ON "reconcile_runs" USING btree ("tenant_id","source","started_at");--> statement-breakpoint
CREATE INDEX "appointments_claim" ON "appointments" USING btree ("tenant_id","claim_id");--> statement-breakpoint
CREATE INDEX "appointments_with_notes" ON "appointments" USING btree ("tenant_id","ends_at") WHERE notes is not null;--> statement-breakpoint
CREATE INDEX "calendar_writes_call" ON "calendar_writes" USING btree ("tenant_id","call_id");--> statement-breakpoint
CREATE INDEX "calendar_writes_appointment" ON "calendar_writes" USING btree ("tenant_id","appointment_id");--> statement-breakpoint
CREATE INDEX "calendar_writes_with_reason" ON "calendar_writes" USING btree ("tenant_id","sent_at") WHERE reason is not null;--> statement-breakpoint
CREATE INDEX "offers_claim" ON "offers" USING btree ("tenant_id","claim_id");--> statement-breakpoint
CREATE INDEX "offers_name" ON "offers" USING btree ("tenant_id",lower("name")) WHERE name <> '';--> statement-breakpoint
CREATE INDEX "offers_with_name" ON "offers" USING btree ("tenant_id","expires_at") WHERE name <> '';--> statement-breakpoint
CREATE INDEX "slot_claims_released" ON "slot_claims" USING btree ("tenant_id","ends_at") WHERE state = 'released';--> statement-breakpoint
CREATE INDEX "callbacks_customer" ON "callbacks" USING btree ("tenant_id","customer_id","requested_at");--> statement-breakpoint
CREATE INDEX "callbacks_call" ON "callbacks" USING btree ("tenant_id","call_id");--> statement-breakpoint
CREATE INDEX "callbacks_phone" ON "callbacks" USING btree ("tenant_id","phone");--> statement-breakpoint
CREATE INDEX "calls_uncompared" ON "calls" USING btree ("tenant_id","started_at") WHERE compared_at is null and transcript is not null;--> statement-breakpoint
CREATE INDEX "calls_customer" ON "calls" USING btree ("tenant_id","customer_id","started_at");--> statement-breakpoint
CREATE INDEX "calls_from_stranger" ON "calls" USING btree ("tenant_id","from_number") WHERE customer_id is null;--> statement-breakpoint
CREATE INDEX "calls_to_stranger" ON "calls" USING btree ("tenant_id","to_number") WHERE customer_id is null;--> statement-breakpoint
CREATE INDEX "calls_with_words" ON "calls" USING btree ("tenant_id","started_at") WHERE purged_at is null or transcript is not null or analysis is not null;--> statement-breakpoint
CREATE INDEX "calls_with_numbers" ON "calls" USING btree ("tenant_id","started_at") WHERE customer_id is null and (from_number is not null or to_number is not null);--> statement-breakpoint
CREATE INDEX "customers_updated" ON "customers" USING btree ("tenant_id","updated_at");--> statement-breakpoint
CREATE INDEX "function_calls_with_words" ON "function_calls" USING btree ("tenant_id","at") WHERE answer <> '{}'::jsonb;--> statement-breakpoint
CREATE INDEX "webhook_inbox_unresolved" ON "webhook_inbox" USING btree ("tenant_id","received_at") WHERE result in ('unmatched', 'failed') and resolved_at is null;--> statement-breakpoint
CREATE INDEX "webhook_inbox_processed" ON "webhook_inbox" USING btree ("tenant_id","received_at") WHERE processed_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_inbox_call" ON "webhook_inbox" USING btree ("tenant_id",split_part("dedupe_key", ' ', 2)) WHERE source = 'retell';--> statement-breakpoint
CREATE POLICY "own_tenant" ON "audit_log" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("audit_log"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("audit_log"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "identity_tries" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("identity_tries"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("identity_tries"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "tool_answers" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("tool_answers"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("tool_answers"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "alerts" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("alerts"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("alerts"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "daily_runs" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("daily_runs"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("daily_runs"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "reconcile_runs" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("reconcile_runs"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("reconcile_runs"."tenant_id" = current_setting('slotline.tenant_id', true));