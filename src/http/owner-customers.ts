import { Hono } from 'hono';
import { z } from 'zod';
import type { Appointment, Customer } from '../domain/appointment.ts';
import { eraseCustomer } from '../operations/erase-customer.ts';
import { exportCustomer } from '../operations/export-customer.ts';
import type { CustomerExport } from '../operations/export-customer.ts';
import { findCustomersByPhone } from '../operations/find-customers-by-phone.ts';
import { contactsOf } from '../operations/reminders/contacts-of.ts';
import type { KnownContact } from '../operations/reminders/contacts-of.ts';
import { setContact } from '../operations/reminders/planning/set-contact.ts';
import { camelCase } from './camel-case.ts';
import { noQuery } from './nothing-said.ts';
import { readBody } from './owner-body.ts';
import { needs, notFound } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { readQuery } from './owner-query.ts';
import { hoursBefore, zoneName } from './reminder-wishes.ts';
import { snakeCase } from './snake-case.ts';

const said = z.string().trim().min(2).max(100).optional();
const customerQuery = z
  .strictObject({ phone: said, name: said })
  .refine(({ phone, name }) => (phone === undefined) !== (name === undefined), { path: ['phone'] });

/** `null` takes a wish back. */
const contactChange = z
  .strictObject({
    preferred_name: z.string().trim().min(1).max(100).nullable().exactOptional(),
    timezone: zoneName.nullable().exactOptional(),
    reminder_hours: hoursBefore.nullable().exactOptional(),
  })
  .transform((change) => camelCase(change));

/** What Retell tells of a call and what was asked of us stays as it was: its keys are not ours. */
const AS_IT_WAS: ReadonlySet<string> = new Set(['arguments', 'answer', 'analysis']);

/** Finding a customer, and what the law lets them ask for: everything held about them, or its removal. */
export function ownerCustomerRoutes(): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>();

  app.get('/customers', async (c) => {
    const asked = readQuery(c, customerQuery);
    if (asked.kind === 'rejected') return asked.response;
    const { ctx } = c.var;
    const { phone, name } = asked.query;
    const found =
      phone === undefined
        ? await ctx.store.customers.findByName(name ?? '')
        : await findCustomersByPhone(ctx, phone);
    if (found === undefined) return c.json({ error: 'invalid', field: 'phone' }, 400);
    const contacts = await contactsOf(ctx, found);
    return c.json({
      customers: found.map((one) => ({ ...customerJson(one), ...callsJson(contacts.get(one.id)) })),
    });
  });

  app.get('/customers/:id/appointments', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const { store, clock } = c.var.ctx;
    const customer = await store.customers.find(c.req.param('id'));
    if (customer === undefined) return notFound(c);
    const standing = await store.appointments.upcomingOf([customer.id], clock.now());
    return c.json({ appointments: standing.map(appointmentJson) });
  });

  app.get('/customers/:id/export', needs('owner'), async (c) => {
    const everything = await exportCustomer(c.var.ctx, c.req.param('id'));
    return everything === undefined ? notFound(c) : c.json(exportJson(everything));
  });

  app.delete('/customers/:id', needs('owner'), async (c) => {
    const end = await eraseCustomer(c.var.ctx, c.req.param('id'));
    switch (end.kind) {
      case 'erased':
        return c.json({ erased: true });
      case 'not_found':
        return notFound(c);
      case 'has_standing_appointments':
        return c.json({ error: end.kind, field: 'id', count: end.count }, 409);
      case 'call_under_way':
        return c.json({ error: end.kind, field: 'id' }, 409);
    }
  });

  app.patch('/customers/:id/contact', needs('staff'), async (c) => {
    const said = await readBody(c, contactChange);
    if (said.kind === 'rejected') return said.response;
    const changed = await setContact(c.var.ctx, c.req.param('id'), said.body);
    return changed === undefined ? notFound(c) : c.json(contactJson(changed));
  });
  return app;
}

/** What an analysis came to for a reminder is in words of ours. */
function exportJson({ reminders, ...held }: CustomerExport): object {
  return { ...snakeCase(held, AS_IT_WAS), reminders: snakeCase(reminders) };
}

function customerJson({ id, name, phone, email }: Customer): object {
  return { id, name, phone, email };
}

/** What calls have shown, where there were any. */
function callsJson(contact: KnownContact | undefined): object {
  return contact === undefined ? {} : { contact: snakeCase(contact) };
}

function appointmentJson({ id, service, staff, startsAt, endsAt, status, confirmedAt }: Appointment): object {
  return {
    id,
    service: service?.name ?? null,
    staff: staff?.name ?? null,
    starts_at: startsAt,
    ends_at: endsAt,
    status,
    confirmed_at: confirmedAt ?? null,
  };
}

function contactJson(customer: Customer): object {
  const { preferredName, timezone, reminderHours } = customer;
  return {
    ...customerJson(customer),
    preferred_name: preferredName ?? null,
    timezone: timezone ?? null,
    reminder_hours: reminderHours ?? null,
  };
}
