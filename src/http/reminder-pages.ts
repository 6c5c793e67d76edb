import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { explainVerdict } from '../domain/reminders/explain-task.ts';
import type { Deps } from '../operations/context.ts';
import { callNow } from '../operations/reminders/dialling/call-now.ts';
import type { CalledNow } from '../operations/reminders/dialling/call-now.ts';
import { readCallStatus } from '../operations/reminders/read-call-status.ts';
import { readOverview } from '../operations/reminders/read-overview.ts';
import { readReminderSettings } from '../operations/reminders/read-reminder-settings.ts';
import { setReminders } from '../operations/reminders/set-reminders.ts';
import { ownForms } from './own-forms.ts';
import { needs, notFound, readablePath } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { createPageGate, tryAgain } from './page-gate.ts';
import { callProgressPage } from './pages/call-progress-page.ts';
import { reminderSettingsPage } from './pages/reminder-settings-page.ts';
import type { SettingsView } from './pages/reminder-settings-page.ts';
import { remindersPage } from './pages/reminders-page.ts';
import { signInPage } from './pages/sign-in-page.ts';
import { noForm, readForm } from './read-form.ts';
import { LISTS, readSettingsForm } from './reminder-settings-form.ts';

const MOST_BYTES = 32_768;

/** What an owner sees of the reminder calls in a browser: signing in, the calls, one call, the settings. */
export function reminderPageRoutes(deps: Deps): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>();
  const gate = createPageGate(deps);
  for (const path of ['/sign-in', '/sign-out', '/reminders', '/reminders/*']) {
    app.use(path, ownForms);
    app.use(path, bodyLimit({ maxSize: MOST_BYTES, onError: (c) => c.text('too large', 413) }));
  }
  app.get('/sign-in', (c) => c.html(signInPage({ isWrong: false })));
  app.post('/sign-in', async (c) => {
    const sent = await readForm(c);
    if (sent.kind === 'rejected') return sent.response;
    const { key } = sent.form;
    const end = typeof key === 'string' ? await gate.signIn(c, key.trim()) : 'wrong';
    if (end === 'proven') return c.redirect('/reminders', 303);
    if (end === 'busy') return tryAgain(c);
    return c.html(signInPage({ isWrong: true }), 401);
  });
  app.post('/sign-out', (c) => {
    gate.signOut(c);
    return c.redirect('/sign-in', 303);
  });

  app.use('/reminders', gate.prove);
  app.use('/reminders/*', gate.prove, readablePath);
  app.get('/reminders', async (c) => c.html(await overview(c)));
  app.post('/reminders/call/:id', needs('staff'), async (c) => {
    const sent = await readForm(c);
    if (sent.kind === 'rejected') return sent.response;
    const { appointment } = sent.form;
    if (appointment !== undefined && !isId(appointment)) return notFound(c);
    const called = await callNow(c.var.ctx, {
      customerId: c.req.param('id'),
      bypassSchedule: true,
      ...(appointment === undefined ? {} : { appointmentId: appointment }),
    });
    const sessionId = sessionOf(called);
    if (sessionId !== undefined) return c.redirect(`/reminders/calls/${sessionId}`, 303);
    if (called.kind === 'not_found') return notFound(c);
    return c.html(await overview(c, problemOf(called)), 422);
  });
  app.get('/reminders/calls/:id', async (c) => {
    const status = await readCallStatus(c.var.ctx, c.req.param('id'));
    if (status === undefined) return notFound(c);
    const { name: tenant, timezone: zone } = c.var.ctx.tenant;
    return c.html(callProgressPage(status, { tenant, zone }));
  });
  app.get('/reminders/settings', async (c) =>
    c.html(await settings(c, deps, { errors: [], isSaved: false })),
  );
  app.post('/reminders/settings', needs('owner'), async (c) => {
    const sent = await readForm(c);
    if (sent.kind === 'rejected') return sent.response;
    const lists = Object.fromEntries(LISTS.map((name) => [name, [sent.form[name] ?? []].flat()]));
    const form = readSettingsForm({ ...sent.form, ...lists });
    if (form === undefined) return noForm(c);
    const set = await setReminders(c.var.ctx, deps.directory, form.over);
    if (set.kind === 'wrong') {
      const wrong = { settings: set.settings, otherHours: form.otherHours };
      return c.html(await settings(c, deps, { errors: set.check.errors, isSaved: false, sent: wrong }), 422);
    }
    return c.html(await settings(c, deps, { errors: [], isSaved: true }));
  });
  return app;
}

function isId(said: unknown): said is string {
  return typeof said === 'string' && /^\w{1,100}$/.test(said);
}

async function overview(c: Context<OwnerEnv>, problem?: string) {
  const { ctx, role } = c.var;
  return remindersPage({
    ...(await readOverview(ctx)),
    tenant: ctx.tenant.name,
    zone: ctx.tenant.timezone,
    mayCall: role !== 'reader',
    ...(problem === undefined ? {} : { problem }),
  });
}

async function settings(
  c: Context<OwnerEnv>,
  deps: Deps,
  shown: Pick<SettingsView, 'errors' | 'isSaved' | 'sent'>,
) {
  const { ctx, role } = c.var;
  const setUp = await readReminderSettings(ctx, deps.directory);
  return reminderSettingsPage({ ...shown, setUp, tenant: ctx.tenant.name, mayChange: role === 'owner' });
}

function sessionOf(called: CalledNow): string | undefined {
  if (called.kind === 'known') return called.session.id;
  if (called.kind === 'in_progress') return called.sessionId;
  if (called.kind !== 'dialled') return undefined;
  return 'sessionId' in called.dialled ? called.dialled.sessionId : undefined;
}

function problemOf(called: CalledNow): string {
  if (called.kind !== 'refused') return 'They are being called already.';
  const { verdict } = called.answer;
  const { local, zone } = called.place;
  return `${explainVerdict(verdict)} It is ${local.time} there (${zone}).`;
}
