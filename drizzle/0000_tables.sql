CREATE TABLE "appointments" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"branch_id" text,
	"customer_id" text,
	"service_id" text,
	"staff_id" text,
	"claim_id" text,
	"call_id" text,
	"offer_id" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"source" text NOT NULL,
	"booking_code" text,
	"notes" text,
	"updated_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appointments_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "appointments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calendar_bookings" (
	"tenant_id" text NOT NULL,
	"uid" text NOT NULL,
	"calendar_id" bigint NOT NULL,
	"appointment_id" text NOT NULL,
	"moved_to_uid" text,
	"starts_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_bookings_tenant_id_uid_pk" PRIMARY KEY("tenant_id","uid")
);
--> statement-breakpoint
ALTER TABLE "calendar_bookings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calendar_writes" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"call_id" text NOT NULL,
	"offer_id" text,
	"appointment_id" text,
	"uid" text,
	"claim_id" text,
	"event_type_id" integer,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"reason" text,
	"state" text NOT NULL,
	"rejection" text,
	"sent_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_writes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "calendar_writes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "offers" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"call_id" text NOT NULL,
	"claim_id" text NOT NULL,
	"service_id" text NOT NULL,
	"staff_id" text,
	"event_type_id" integer NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"email" text,
	"notes" text,
	"state" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"offered_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "offers_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "offers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "slot_claims" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"calendar_seat" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"call_id" text,
	"expires_at" timestamp with time zone,
	"reservation_uid" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "slot_claims_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "slot_claims_range" CHECK ("slot_claims"."starts_at" < "slot_claims"."ends_at")
);
--> statement-breakpoint
ALTER TABLE "slot_claims" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "callbacks" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"call_id" text,
	"customer_id" text,
	"name" text,
	"phone" text,
	"reason" text,
	"best_time" text,
	"status" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "callbacks_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "callbacks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calls" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"branch_id" text,
	"agent_id" text,
	"agent_version" integer,
	"conversation_flow_id" text,
	"direction" text NOT NULL,
	"from_number" text,
	"to_number" text,
	"customer_id" text,
	"status" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"duration_ms" integer,
	"disconnection_reason" text,
	"appointment_made" boolean DEFAULT false NOT NULL,
	"call_successful" boolean,
	"cost_cents" double precision,
	"transcript" text,
	"analysis" jsonb,
	"updated_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calls_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customers" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"email" text,
	"updated_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "customers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "function_calls" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"call_id" text NOT NULL,
	"function" text NOT NULL,
	"tool_call_id" text,
	"arguments" jsonb NOT NULL,
	"answer" jsonb NOT NULL,
	"result" text NOT NULL,
	"why" text,
	"ladder_step" text,
	"exchanges" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ms" double precision NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "function_calls_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "function_calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "once_records" (
	"tenant_id" text NOT NULL,
	"call_id" text NOT NULL,
	"function" text NOT NULL,
	"key" text NOT NULL,
	"arguments" text NOT NULL,
	"tool_call_id" text,
	"state" text NOT NULL,
	"outcome" json,
	"lease_until" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "once_records_tenant_id_call_id_function_key_pk" PRIMARY KEY("tenant_id","call_id","function","key")
);
--> statement-breakpoint
ALTER TABLE "once_records" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_inbox" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"source" text NOT NULL,
	"event" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"processed_at" timestamp with time zone,
	"result" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_inbox_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "webhook_inbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "access_keys" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"role" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_keys_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "access_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
ALTER TABLE "access_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agents" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"branch_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agents_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "agents_id_unique" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "agents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "branches" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "branches_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "branches_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
ALTER TABLE "branches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "phone_numbers" (
	"tenant_id" text NOT NULL,
	"number" text NOT NULL,
	"branch_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "phone_numbers_tenant_id_number_pk" PRIMARY KEY("tenant_id","number"),
	CONSTRAINT "phone_numbers_number_unique" UNIQUE("number")
);
--> statement-breakpoint
ALTER TABLE "phone_numbers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "service_staff" (
	"tenant_id" text NOT NULL,
	"service_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"event_type_id" integer,
	"position" integer NOT NULL,
	CONSTRAINT "service_staff_tenant_id_service_id_staff_id_pk" PRIMARY KEY("tenant_id","service_id","staff_id")
);
--> statement-breakpoint
ALTER TABLE "service_staff" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "service_synonyms" (
	"tenant_id" text NOT NULL,
	"service_id" text NOT NULL,
	"synonym" text NOT NULL,
	CONSTRAINT "service_synonyms_tenant_id_service_id_synonym_pk" PRIMARY KEY("tenant_id","service_id","synonym")
);
--> statement-breakpoint
ALTER TABLE "service_synonyms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "services" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"event_type_id" integer NOT NULL,
	"minutes" integer NOT NULL,
	"is_default" boolean NOT NULL,
	"active" boolean NOT NULL,
	"seats" integer NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "services_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "services_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
ALTER TABLE "services" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "staff" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "staff_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
ALTER TABLE "staff" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"business_type" text NOT NULL,
	"locale" text NOT NULL,
	"timezone" text NOT NULL,
	"policies" jsonb NOT NULL,
	"limits" jsonb NOT NULL,
	"retell_api_key_sealed" text,
	"retell_previous_api_key_sealed" text,
	"calcom_base_url" text,
	"calcom_api_key_sealed" text,
	"calcom_webhook_secret_sealed" text,
	"calcom_requests_per_minute" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "tenants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_tenant_id_customer_id_customers_tenant_id_id_fk" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_tenant_id_service_id_services_tenant_id_id_fk" FOREIGN KEY ("tenant_id","service_id") REFERENCES "public"."services"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_tenant_id_staff_id_staff_tenant_id_id_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_tenant_id_claim_id_slot_claims_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "public"."slot_claims"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_bookings" ADD CONSTRAINT "calendar_bookings_tenant_id_appointment_id_appointments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","appointment_id") REFERENCES "public"."appointments"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_writes" ADD CONSTRAINT "calendar_writes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_tenant_id_claim_id_slot_claims_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "public"."slot_claims"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_tenant_id_service_id_services_tenant_id_id_fk" FOREIGN KEY ("tenant_id","service_id") REFERENCES "public"."services"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_tenant_id_staff_id_staff_tenant_id_id_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_claims" ADD CONSTRAINT "slot_claims_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_tenant_id_customer_id_customers_tenant_id_id_fk" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_tenant_id_customer_id_customers_tenant_id_id_fk" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "function_calls" ADD CONSTRAINT "function_calls_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "once_records" ADD CONSTRAINT "once_records_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_inbox" ADD CONSTRAINT "webhook_inbox_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_keys" ADD CONSTRAINT "access_keys_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_tenant_id_branch_id_branches_tenant_id_id_fk" FOREIGN KEY ("tenant_id","branch_id") REFERENCES "public"."branches"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "branches" ADD CONSTRAINT "branches_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_numbers" ADD CONSTRAINT "phone_numbers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_numbers" ADD CONSTRAINT "phone_numbers_tenant_id_branch_id_branches_tenant_id_id_fk" FOREIGN KEY ("tenant_id","branch_id") REFERENCES "public"."branches"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_staff" ADD CONSTRAINT "service_staff_tenant_id_service_id_services_tenant_id_id_fk" FOREIGN KEY ("tenant_id","service_id") REFERENCES "public"."services"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_staff" ADD CONSTRAINT "service_staff_tenant_id_staff_id_staff_tenant_id_id_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_synonyms" ADD CONSTRAINT "service_synonyms_tenant_id_service_id_services_tenant_id_id_fk" FOREIGN KEY ("tenant_id","service_id") REFERENCES "public"."services"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_code" ON "appointments" USING btree ("tenant_id","booking_code");--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_offer" ON "appointments" USING btree ("tenant_id","offer_id");--> statement-breakpoint
CREATE INDEX "appointments_customer" ON "appointments" USING btree ("tenant_id","customer_id","starts_at");--> statement-breakpoint
CREATE INDEX "calendar_bookings_appointment" ON "calendar_bookings" USING btree ("tenant_id","appointment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_writes_open_appointment" ON "calendar_writes" USING btree ("tenant_id","appointment_id") WHERE state in ('sent', 'unknown');--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_writes_open_offer" ON "calendar_writes" USING btree ("tenant_id","offer_id") WHERE state in ('sent', 'unknown', 'done');--> statement-breakpoint
CREATE INDEX "calendar_writes_unsettled" ON "calendar_writes" USING btree ("tenant_id","sent_at") WHERE state in ('sent', 'unknown');--> statement-breakpoint
CREATE INDEX "offers_call" ON "offers" USING btree ("tenant_id","call_id","state");--> statement-breakpoint
CREATE INDEX "slot_claims_held" ON "slot_claims" USING btree ("tenant_id","expires_at") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "slot_claims_range_live" ON "slot_claims" USING btree ("tenant_id","starts_at") WHERE state in ('held', 'booked');--> statement-breakpoint
CREATE INDEX "callbacks_open" ON "callbacks" USING btree ("tenant_id","status","requested_at");--> statement-breakpoint
CREATE INDEX "calls_ongoing" ON "calls" USING btree ("tenant_id","agent_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_phone_name" ON "customers" USING btree ("tenant_id","phone",lower("name"));--> statement-breakpoint
CREATE INDEX "customers_email" ON "customers" USING btree ("tenant_id","email");--> statement-breakpoint
CREATE INDEX "function_calls_call" ON "function_calls" USING btree ("tenant_id","call_id","at");--> statement-breakpoint
CREATE INDEX "once_records_expiry" ON "once_records" USING btree ("tenant_id","expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_inbox_dedupe" ON "webhook_inbox" USING btree ("tenant_id","source","dedupe_key");--> statement-breakpoint
CREATE INDEX "webhook_inbox_waiting" ON "webhook_inbox" USING btree ("tenant_id","received_at") WHERE processed_at is null;--> statement-breakpoint
CREATE POLICY "own_tenant" ON "appointments" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("appointments"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("appointments"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "calendar_bookings" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("calendar_bookings"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("calendar_bookings"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "calendar_writes" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("calendar_writes"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("calendar_writes"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "offers" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("offers"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("offers"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "slot_claims" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("slot_claims"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("slot_claims"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "callbacks" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("callbacks"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("callbacks"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "calls" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("calls"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("calls"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "customers" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("customers"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("customers"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "function_calls" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("function_calls"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("function_calls"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "once_records" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("once_records"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("once_records"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "webhook_inbox" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("webhook_inbox"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("webhook_inbox"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "access_keys" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("access_keys"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("access_keys"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "system_reads" ON "access_keys" AS PERMISSIVE FOR SELECT TO "slotline_system" USING (true);--> statement-breakpoint
CREATE POLICY "own_tenant" ON "agents" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("agents"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("agents"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "system_reads" ON "agents" AS PERMISSIVE FOR SELECT TO "slotline_system" USING (true);--> statement-breakpoint
CREATE POLICY "own_tenant" ON "branches" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("branches"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("branches"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "phone_numbers" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("phone_numbers"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("phone_numbers"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "system_reads" ON "phone_numbers" AS PERMISSIVE FOR SELECT TO "slotline_system" USING (true);--> statement-breakpoint
CREATE POLICY "own_tenant" ON "service_staff" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("service_staff"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("service_staff"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "service_synonyms" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("service_synonyms"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("service_synonyms"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "services" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("services"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("services"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "staff" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("staff"."tenant_id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("staff"."tenant_id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "own_tenant" ON "tenants" AS PERMISSIVE FOR ALL TO "slotline_app" USING ("tenants"."id" = current_setting('slotline.tenant_id', true)) WITH CHECK ("tenants"."id" = current_setting('slotline.tenant_id', true));--> statement-breakpoint
CREATE POLICY "system_reads" ON "tenants" AS PERMISSIVE FOR SELECT TO "slotline_system" USING (true);--> statement-breakpoint
CREATE POLICY "system_makes" ON "tenants" AS PERMISSIVE FOR INSERT TO "slotline_system" WITH CHECK (true);