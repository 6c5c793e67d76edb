import { spokenArgument } from './spoken-argument.ts';

/** When and for what: the arguments of every look at free times (ASK-05). */
export const availabilityArguments = {
  date: spokenArgument(
    'Day or days the caller wants, and those they do not want, in their own words or as YYYY-MM-DD.',
  ),
  time: spokenArgument(
    'Time or part of the day the caller wants, in their own words or as HH:MM. Leave out if they named none.',
  ),
  service: spokenArgument('Service the caller wants, in their own words. Leave out if they named none.'),
  staff: spokenArgument('Name of the person the caller wants to come to. Leave out if they named none.'),
};

/** Who, when and for what: the arguments of a booking (ASK-16). */
export const bookingArguments = {
  name: spokenArgument('First and last name of the person the appointment is for.'),
  email: spokenArgument('E-mail address the caller gave. Leave out if they gave none.'),
  phone: spokenArgument('Phone number the caller gave. Leave out to use the number they call from.'),
  date: spokenArgument('Day of the appointment, in the words of the caller or as YYYY-MM-DD.'),
  time: spokenArgument('Time of the appointment, in the words of the caller or as HH:MM.'),
  service: spokenArgument('Service to book, in the words of the caller. Leave out if they named none.'),
  staff: spokenArgument('Name of the person the caller wants to come to. Leave out if they named none.'),
  notes: spokenArgument('Anything the caller wants the business to know.'),
};

/** Which one: the arguments that name an appointment that exists (ASK-29, ASK-30). */
export const appointmentArguments = {
  appointment_id: spokenArgument(
    'Id of the appointment from get_customer_appointments or confirm_booking. Never guess it.',
  ),
  date: spokenArgument('Day of the existing appointment, in the words of the caller.'),
  time: spokenArgument('Time of the existing appointment, in the words of the caller.'),
  service: spokenArgument('Service of the existing appointment, in the words of the caller.'),
  name: spokenArgument('Name the appointment was made under.'),
  booking_code: spokenArgument('Booking code the caller reads out.'),
};
