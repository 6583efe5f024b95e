import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as mar from '../../../lib';

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

/** MiB. */
export function size(mebibytes: number): Size {
  return Size.mebibytes(mebibytes);
}

export function seconds(amount: number | undefined): Duration | undefined {
  return amount === undefined ? undefined : Duration.seconds(amount);
}

export function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
