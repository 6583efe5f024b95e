import { requireTimeZone } from '../../lib/workload/time-zone';

test.each([
  'UTC',
  'Etc/UTC',
  'Etc/GMT+1',
  'Europe/Berlin',
  'America/Argentina/Buenos_Aires',
  'America/Port-au-Prince',
  'Asia/Kolkata',
  'Japan',
  'Etc/UTC',
  'Etc/GMT+5',
  'US/Pacific',
  'America/Port_of_Spain',
  'Africa/Dar_es_Salaam',
  'Antarctica/DumontDUrville',
  'Australia/NSW',
  'EST5EDT',
])("the time zone '%s' is known", (timeZone) => {
  expect(() => {
    requireTimeZone('prod/report', timeZone);
  }).not.toThrow();
});

test.each([
  '',
  ' ',
  'Local',
  'Europe',
  'Europe/Atlantis',
  'europe/berlin',
  '+01:00',
  '/UTC',
  'Europe/',
  'Europe/Berlin ',
  'EUROPE/BERLIN',
  'Europe/BERLIN',
  'Utc',
  'Etc/utc',
  'Etc/gmt+5',
  'Europe/kyiv',
  'Asia/KOLKATA',
  'US/pacific',
  'America/Argentina/buenos_aires',
  'PST',
  'SystemV/PST8',
])("fails when the time zone is '%s'", (timeZone) => {
  expect(() => {
    requireTimeZone('prod/report', timeZone);
  }).toThrow(
    new Error(
      "[prod/report] timeZone must be a name of the time zone database, such as 'Europe/Berlin' or 'Etc/UTC', got " +
        `'${timeZone}': correct it`,
    ),
  );
});
