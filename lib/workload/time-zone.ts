import { propError, Where } from '../internal/errors';

/**
 * Area prefixes of the IANA time zone database. `ZONES` lists the zones without an area. @see
 * https://www.iana.org/time-zones
 */
const AREAS =
  'Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico Pacific US';
const ZONES =
  'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran ' +
  'Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK ' +
  'Singapore Turkey UCT UTC Universal W-SU WET Zulu';

/**
 * Throws unless `timeZone` is a name of the IANA time zone database, where Kubernetes looks time zones up. Asking Node alone
 * is not enough: Node accepts other names too and ignores case.
 */
export function requireTimeZone(where: Where, timeZone: string): void {
  const area = typeof timeZone === 'string' ? timeZone.replace(/\/.*/, '') : '';
  const isListed = timeZone === area ? ZONES.split(' ').includes(area) : AREAS.split(' ').includes(area);
  if (isListed && isKnown(timeZone) && hasItsCase(timeZone)) return;
  const rule = "must be a name of the time zone database, such as 'Europe/Berlin' or 'Etc/UTC'";
  throw propError(where, 'timeZone', timeZone, rule, 'correct it');
}

function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).format(0) !== '';
  } catch {
    return false;
  }
}

/**
 * Returns true if `timeZone` is in the case of the time zone database. Node lists most zones in that case; for the others,
 * checks each word against a pattern, such as `Europe` or `GMT`.
 */
function hasItsCase(timeZone: string): boolean {
  const known = Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === timeZone.toLowerCase());
  if (known !== undefined) return known === timeZone;
  return timeZone
    .split(/[-_/]/)
    .every((word) => /^(of|es|au|[A-Z]{1,3}|(GMT|EST|CST|MST|PST)?[+\d].*|[A-Z][a-z]\w*)?$/.test(word));
}
