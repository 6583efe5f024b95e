import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as mar from '../../../lib';
import { SizeUnit } from './program-details';

/** What differs from app to app on one API server. */
export interface Place {
  /** Before the names of namespaces and of all that belongs to none, and before hosts. */
  readonly prefix: string;
  /** The port of the nodes that a Service of the app may ask for. */
  readonly nodePort: number;
}

/** What a cluster has, by name, for its workloads to refer to. */
export interface Contents {
  readonly cluster: Construct;
  readonly configs: ReadonlyMap<string, mar.MarConfig>;
  readonly storages: ReadonlyMap<string, mar.MarStorage>;
  readonly accounts: ReadonlyMap<string, kplus.ServiceAccount>;
}

/** Finds what the program says is there. */
export function found<T>(items: ReadonlyMap<string, T>, name: string): T {
  const item = items.get(name);
  if (item === undefined) throw new Error(`the program has no '${name}'`);
  return item;
}

/** The member of an enum that has a value; undefined for none. */
export function member<T extends string>(of: Readonly<Record<string, T>>, value: string | undefined): T | undefined {
  return Object.values(of).find((one: string) => one === value);
}

/** A size in MiB, said in another unit: the amount stays the same. */
export function size(mebibytes: number, unit: SizeUnit = 'mebibytes'): Size {
  return Size[unit](mebibytes * IN_MEBIBYTES[unit]);
}

const IN_MEBIBYTES: Readonly<Record<SizeUnit, number>> = {
  kibibytes: 2 ** 10,
  mebibytes: 1,
  gibibytes: 2 ** -10,
  tebibytes: 2 ** -20,
  pebibyte: 2 ** -30,
};

export function seconds(amount: number | undefined): Duration | undefined {
  return amount === undefined ? undefined : Duration.seconds(amount);
}

export function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
