import type { VoiceFunction } from '../src/runtime/define-function.ts';
import bookAppointment from './book-appointment.ts';
import cancelAppointment from './cancel-appointment.ts';
import checkAvailability from './check-availability.ts';
import checkCustomer from './check-customer.ts';
import confirmBooking from './confirm-booking.ts';
import findNextAvailable from './find-next-available.ts';
import getAlternatives from './get-alternatives.ts';
import getAvailableServices from './get-available-services.ts';
import getCustomerAppointments from './get-customer-appointments.ts';
import initializeCall from './initialize-call.ts';
import joinWaitlist from './join-waitlist.ts';
import parseDate from './parse-date.ts';
import requestCallback from './request-callback.ts';
import rescheduleAppointment from './reschedule-appointment.ts';
import startBooking from './start-booking.ts';
import stopReminders from './stop-reminders.ts';

/** Everything a voice agent can call. */
export const functions: VoiceFunction[] = [
  initializeCall,
  checkCustomer,
  parseDate,
  getAvailableServices,
  checkAvailability,
  getAlternatives,
  findNextAvailable,
  startBooking,
  confirmBooking,
  getCustomerAppointments,
  cancelAppointment,
  rescheduleAppointment,
  requestCallback,
  joinWaitlist,
  stopReminders,
  bookAppointment,
];
