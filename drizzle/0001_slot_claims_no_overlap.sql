-- Within a tenant and a seat of its calendar no two held or booked ranges overlap, whoever writes them.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "slot_claims" ADD CONSTRAINT "slot_claims_no_overlap" EXCLUDE USING gist (
	"tenant_id" WITH =,
	"calendar_seat" WITH =,
	tstzrange("starts_at", "ends_at") WITH &&
) WHERE ("state" IN ('held', 'booked'));
