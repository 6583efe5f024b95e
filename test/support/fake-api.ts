import { KubeApi, Page, Preconditions, Selection, WatchEvent, WriteOptions } from '../../lib/runtime/api/api';
import { abortedError } from '../../lib/runtime/api/errors';
import { KubeObject } from '../../lib/runtime/object/kube';
import { Resource } from '../../lib/runtime/object/resource';
import { FakeServer } from './fake-server';
import { merged } from './merge-patch';

/** Stands before each request and after it: a test may hold it up there, or let it fail. */
export type Gate = (moment: 'before' | 'after', verb: string, resource: string) => Promise<void>;

const OPEN: Gate = () => Promise.resolve();

/** One client's view of an API server in memory. */
export class FakeApi implements KubeApi {
  constructor(
    private readonly server: FakeServer,
    private readonly gate: Gate = OPEN,
    private readonly signal: AbortSignal = new AbortController().signal,
  ) {}

  public withSignal(signal: AbortSignal): FakeApi {
    return new FakeApi(this.server, this.gate, signal);
  }

  public get<T extends KubeObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
  ): Promise<T | undefined> {
    return this.pass(
      'get',
      resource,
      () => structuredClone(this.server.read(resource, namespace ?? '', name)) as T | undefined,
    );
  }

  public async *listPages<T extends KubeObject>(
    resource: Resource<T>,
    selection: Selection,
    at?: string,
  ): AsyncGenerator<Page<T>> {
    let rest: KubeObject[] | undefined;
    let resourceVersion = at;
    do {
      const [all, version] = await this.pass('list', resource, () => {
        return [rest ?? this.server.list(resource, selection, at), this.server.current] as const;
      });
      resourceVersion ??= version;
      yield { items: structuredClone(all.slice(0, this.server.pageSize)) as T[], resourceVersion };
      rest = all.slice(this.server.pageSize);
    } while (rest.length > 0);
  }

  public create<T extends KubeObject>(resource: Resource<T>, object: T, options: WriteOptions): Promise<T> {
    return this.pass('create', resource, () => this.server.create(resource, object, options));
  }

  public replace<T extends KubeObject>(resource: Resource<T>, object: T, options: WriteOptions): Promise<T> {
    return this.pass('update', resource, () => this.server.write(resource, object, options, 'update') as T);
  }

  public patch<T extends KubeObject>(
    resource: Resource<T>,
    object: T,
    patch: object,
    options: WriteOptions,
  ): Promise<T> {
    return this.pass('patch', resource, () => {
      const { namespace = '', name } = object.metadata;
      const before = this.server.existing(resource, namespace, name, 'patch');
      const anyVersion = { ...before, metadata: { ...before.metadata, resourceVersion: undefined } };
      return this.server.write(resource, merged(anyVersion, patch), options, 'patch') as T;
    });
  }

  public delete(
    resource: Resource,
    object: KubeObject,
    conditions: Preconditions,
    options: WriteOptions,
  ): Promise<void> {
    return this.pass('delete', resource, () => { this.server.delete(resource, object, conditions, options); }); // prettier-ignore
  }

  public async *watch<T extends KubeObject>(
    resource: Resource<T>,
    selection: Selection,
    resourceVersion: string,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent<T>> {
    await this.pass('watch', resource, () => undefined);
    yield* this.server.watch(resource, selection, resourceVersion, signal) as AsyncGenerator<WatchEvent<T>>;
  }

  private async pass<R>(verb: string, resource: Resource, act: () => R): Promise<R> {
    await this.unlessHeard(this.gate('before', verb, resource.name));
    this.server.asked(verb, resource);
    const result = act();
    await this.unlessHeard(this.gate('after', verb, resource.name));
    return result;
  }

  private unlessHeard(gate: Promise<void>): Promise<void> {
    const { signal } = this;
    return new Promise((resolve, reject) => {
      const end = (): void => { reject(abortedError(signal.reason)); }; // prettier-ignore
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
      gate.then(resolve, reject).finally(() => { signal.removeEventListener('abort', end); }); // prettier-ignore
    });
  }
}
