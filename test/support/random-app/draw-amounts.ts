import * as fc from 'fast-check';
import { rarely, record, said, weighted } from './draw';
import { SizeUnit, Units } from './program-details';
import { Amounts } from './program-pods';

export const sizeUnits = fc.constantFrom<SizeUnit[]>('kibibytes', 'mebibytes', 'gibibytes', 'tebibytes', 'pebibyte');

/** How amounts are said: the amount stays the same. */
export const units: fc.Arbitrary<Units> = record<Units>({
  cpu: fc.constantFrom('millis', 'units', 'units'),
  size: sizeUnits,
});

export const cpu = weighted(
  [3, 10],
  [3, 25],
  [3, 50],
  [3, 100],
  [3, 250],
  [3, 500],
  [1, 1],
  [1, 333],
  [1, 1000],
  [1, 1500],
);
export const memory = weighted([3, 16], [3, 32], [3, 64], [3, 128], [3, 256], [3, 512], [1, 1.5], [1, 1000], [1, 1024]);
export const disk = fc.constantFrom(64, 512, 1024, 2048);

/** A part of each amount, in quarters. */
export const requests = record<Amounts>({
  cpu: rarely(60, fc.constantFrom(1, 2, 4)),
  memory: rarely(50, fc.constantFrom(1, 3, 4)),
  disk: rarely(20, fc.constantFrom(1, 2)),
});

/** Returns a part of each amount of a container. */
export function quarters(of: Amounts, parts: Amounts): Amounts {
  const part = (whole: number | undefined, quarter: number | undefined): number | undefined =>
    whole === undefined || quarter === undefined ? undefined : Math.max(1, Math.floor((whole * quarter) / 4));
  return said({
    cpu: part(of.cpu, parts.cpu),
    memory: part(of.memory, parts.memory),
    disk: part(of.disk ?? 1024, parts.disk),
    units: of.units,
  });
}
