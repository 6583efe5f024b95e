import { setMaxListeners } from 'node:events';
import { Preconditions, Selection, WatchEvent, WriteOptions } from '../../lib/runtime/api/api';
import { ApiError } from '../../lib/runtime/api/errors';
import { KubeObject, ObjectMeta } from '../../lib/runtime/object/kube';
import { Resource } from '../../lib/runtime/object/resource';
import { isSelected } from './fake-selection';
import { merged } from './merge-patch';

interface Happened {
  readonly version: number;
  readonly resource: string;
  readonly type: WatchEvent<KubeObject>['type'];
  readonly object: KubeObject;
}

/**
 * An API server in memory: versions and uids, conflicts, preconditions, graceful deletion of pods, selectors, pages, watches that
 * forget, dry runs, and refusals.
 */
export class FakeServer {
  /** Each request, as `verb resource`. */
  public readonly requests: string[] = [];
  /** Objects on a page. */
  public pageSize = 500;
  private readonly objects = new Map<string, KubeObject>();
  private readonly history: Happened[] = [];
  private readonly refusals = new Map<string, () => ApiError>();
  private listeners: (() => void)[] = [];
  private version = 0;
  private uids = 0;
  private forgotten = 0;
  private epoch = 0;

  /** Lets requests fail from now on; without an error, no longer. */
  public refuse(request: string, error?: (request: string) => ApiError): void {
    if (error === undefined) this.refusals.delete(request);
    else this.refusals.set(request, () => error(request));
  }

  public read(resource: Resource, namespace: string, name: string): KubeObject | undefined {
    return this.objects.get(keyOf(resource, namespace, name));
  }

  public all(resource: Resource): KubeObject[] {
    return [...this.objects].filter(([key]) => key.startsWith(`${resource.name} `)).map(([, object]) => object);
  }

  /** Puts an object there, as whoever is no client of the test. */
  public add<T extends KubeObject>(resource: Resource<T>, object: T): T {
    return this.create(resource, object, {});
  }

  /** What controllers and kubelets say of an object. */
  public update(resource: Resource, namespace: string, name: string, patch: object): void {
    const object = this.existing(resource, namespace, name, 'patch');
    this.store(resource, merged(object, patch), 'MODIFIED');
  }

  /** The kubelet's last word on a pod, or the garbage collector's: it is gone. */
  public remove(resource: Resource, namespace: string, name: string): void {
    const object = this.existing(resource, namespace, name, 'delete');
    this.objects.delete(keyOf(resource, namespace, name));
    this.record(resource, { ...object, metadata: { ...object.metadata, resourceVersion: this.next() } }, 'DELETED');
  }

  /** Forgets all that has happened: watches from before must list anew. */
  public forget(): void {
    this.forgotten = this.version;
    this.wake();
  }

  /** Ends all watches, as the server does from time to time. */
  public endWatches(): void {
    this.epoch += 1;
    this.wake();
  }

  public asked(verb: string, resource: Resource): void {
    const request = `${verb} ${resource.name}`;
    this.requests.push(request);
    const refusal = this.refusals.get(request);
    if (refusal !== undefined) throw refusal();
  }

  public list(resource: Resource, selection: Selection, at?: string): KubeObject[] {
    const all = at === undefined ? this.all(resource) : this.allAt(resource, Number(at));
    return all.filter((object) => isSelected(object, selection));
  }

  private allAt({ name: of }: Resource, version: number): KubeObject[] {
    const objects = new Map<string, KubeObject>();
    for (const { type, object } of this.history.filter((one) => one.resource === of && one.version <= version)) {
      const key = `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
      objects.delete(key);
      if (type !== 'DELETED') objects.set(key, object);
    }
    return [...objects.values()];
  }

  public get current(): string {
    return String(this.version);
  }

  public create<T extends KubeObject>(resource: Resource<T>, object: T, { dryRun = false }: WriteOptions): T {
    const { namespace = '', name } = object.metadata;
    if (this.read(resource, namespace, name) !== undefined) {
      throw fail(409, 'AlreadyExists', `${resource.plural} "${name}" already exists`, 'create', resource, object);
    }
    if (object.metadata.resourceVersion !== undefined)
      throw fail(400, 'BadRequest', 'no resourceVersion', 'create', resource, object);
    this.uids += 1;
    const metadata = { creationTimestamp: '2026-01-01T00:00:00Z', ...object.metadata, uid: `uid-${this.uids}` };
    const status = resource.kind === 'Pod' && object.status === undefined ? { status: { phase: 'Pending' } } : {};
    return this.store(resource, { ...structuredClone(object), ...status, metadata }, 'ADDED', dryRun) as T;
  }

  public write(resource: Resource, object: KubeObject, { dryRun = false }: WriteOptions, verb: string): KubeObject {
    const { namespace = '', name, uid, resourceVersion } = object.metadata;
    const before = this.existing(resource, namespace, name, verb);
    this.require(resource, before, { uid, resourceVersion }, verb);
    const { creationTimestamp, deletionTimestamp } = before.metadata;
    const metadata = { ...object.metadata, uid: before.metadata.uid, creationTimestamp, deletionTimestamp };
    return this.store(resource, { ...structuredClone(object), metadata }, 'MODIFIED', dryRun);
  }

  public existing(resource: Resource, namespace: string, name: string, verb: string): KubeObject {
    const object = this.read(resource, namespace, name);
    if (object !== undefined) return object;
    const missing = { metadata: { namespace, name } };
    throw fail(404, 'NotFound', `${resource.plural} "${name}" not found`, verb, resource, missing);
  }

  public delete(
    resource: Resource,
    object: KubeObject,
    conditions: Preconditions,
    { dryRun = false }: WriteOptions,
  ): void {
    const { namespace = '', name } = object.metadata;
    const before = this.existing(resource, namespace, name, 'delete');
    this.require(resource, before, conditions, 'delete');
    if (dryRun) return;
    const isGraceful = resource.kind === 'Pod' || (before.metadata.finalizers ?? []).length > 0;
    if (!isGraceful) this.remove(resource, namespace, name);
    else if (before.metadata.deletionTimestamp === undefined) {
      const metadata = { ...before.metadata, deletionTimestamp: '2026-01-01T00:00:30Z' };
      this.store(resource, { ...before, metadata }, 'MODIFIED');
    }
  }

  public async *watch(
    resource: Resource,
    selection: Selection,
    from: string,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent<KubeObject>> {
    setMaxListeners(0, signal); // many may watch until one signal is heard
    const epoch = this.epoch;
    let seen = Number(from);
    while (!signal.aborted && epoch === this.epoch) {
      if (seen < this.forgotten)
        throw fail(410, 'Expired', 'too old resource version', 'watch', resource, { metadata: { name: '' } });
      const news = this.history.filter(({ version, resource: of }) => version > seen && of === resource.name);
      for (const { version, type, object } of news) {
        seen = version;
        if (isSelected(object, selection)) yield { type, object: structuredClone(object) };
      }
      if (news.length === 0) await this.news(signal);
    }
  }

  private news(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.listeners.push(done);
      signal.addEventListener('abort', done);
    });
  }

  private require(resource: Resource, { metadata }: KubeObject, wanted: Preconditions, verb: string): void {
    const isOther = wanted.uid !== undefined && wanted.uid !== metadata.uid;
    const isChanged = wanted.resourceVersion !== undefined && wanted.resourceVersion !== metadata.resourceVersion;
    if (isOther || isChanged) throw fail(409, 'Conflict', 'the object has been modified', verb, resource, { metadata });
  }

  private store(resource: Resource, object: KubeObject, type: Happened['type'], dryRun = false): KubeObject {
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: dryRun ? '' : this.next() } };
    if (!dryRun) {
      const { namespace = '', name } = stored.metadata;
      this.objects.set(keyOf(resource, namespace, name), stored);
      this.record(resource, stored, type);
    }
    return structuredClone(stored);
  }

  private next(): string {
    this.version += 1;
    return String(this.version);
  }

  private record(resource: Resource, object: KubeObject, type: Happened['type']): void {
    this.history.push({ version: this.version, resource: resource.name, type, object });
    this.wake();
  }

  private wake(): void {
    for (const listener of this.listeners.splice(0)) listener();
  }
}

function keyOf({ name: resource }: Resource, namespace: string, name: string): string {
  return `${resource} ${namespace}/${name}`;
}

function fail(
  status: number,
  reason: string,
  message: string,
  verb: string,
  { name: resource }: Resource,
  { metadata: { namespace, name } }: { metadata: ObjectMeta },
): ApiError {
  return new ApiError(status, reason, message, { verb, resource, namespace, name });
}
